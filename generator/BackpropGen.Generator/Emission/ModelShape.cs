using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Emission;

/// <summary>One span of the generated methods' signatures.</summary>
/// <param name="Name">The parameter's name, unescaped.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="ElementType">The element type's keyword.</param>
/// <param name="Property">Its property in the samples' record.</param>
/// <param name="Classes">The number of classes of a label; 0 of real numbers.</param>
internal sealed record ColumnShape(string Name, Shape Shape, string ElementType, string Property, int Classes = 0)
{
    public string Identifier => Names.Escape(Name);

    /// <summary>Its field in a program's memory.</summary>
    public string Field => Names.Field(Name);

    public string ReadOnlySpan => $"global::System.ReadOnlySpan<{ElementType}> {Identifier}";

    public string Span => $"global::System.Span<{ElementType}> {Identifier}";
}

/// <summary>What the emitters of the API need of a model, in the words of C#.</summary>
internal sealed class ModelShape
{
    public ModelShape(ModelDefinition model, IReadOnlyDictionary<string, Panels> panels)
    {
        Model = model;
        Panels = panels;
        ElementType = model.IsDouble ? "double" : "float";
        var properties = new HashSet<string> { "Samples", "Count", "Slice", "Select", "Equals", "GetHashCode", "GetType", "ToString", "Deconstruct", "PrintMembers", "MemberwiseClone", "Finalize", "ReferenceEquals" };
        Inputs = model.Inputs.Select(column => Column(column, properties)).ToList();
        Targets = model.Targets.Select(column => Column(column, properties)).ToList();
        Outputs = model.Inference.Outputs.Where(static output => output.Role == OutputRole.Prediction)
            .Select(output => new ColumnShape(output.Name, model.Inference.Nodes[output.Node].Shape, ElementType, "")).ToList();
        string name = model.Type.Name.TrimStart('@');
        PredictionClass = name + "Prediction";
        EvaluationClass = name + "Evaluation";
        TrainingClass = name + "Training";
        ParameterCount = model.Parameters.Sum(static parameter => parameter.Shape.Size);
    }

    public ModelDefinition Model { get; }

    /// <summary>The panels of the parameters that are stored so, by path.</summary>
    public IReadOnlyDictionary<string, Panels> Panels { get; }

    public string ElementType { get; }

    public IReadOnlyList<ColumnShape> Inputs { get; }

    public IReadOnlyList<ColumnShape> Targets { get; }

    public IReadOnlyList<ColumnShape> Outputs { get; }

    /// <summary>Inputs, then targets: the columns of the samples.</summary>
    public IEnumerable<ColumnShape> Columns => Inputs.Concat(Targets);

    public string PredictionClass { get; }

    public string EvaluationClass { get; }

    public string TrainingClass { get; }

    public int ParameterCount { get; }

    /// <summary>Whether the model classifies: one vector of logits against one label.</summary>
    public bool IsClassifier => Outputs.Count == 1 && Model.Targets.Length == 1 && Model.Targets[0].IsLabel
        && Model.Targets[0].Shape.Rank == 0 && Outputs[0].Shape == Shape.Of(Model.Targets[0].Classes);

    /// <summary>Whether a loss can be trained: without a loss there is nothing but predictions.</summary>
    public bool IsTrainable => Model.HasLoss && HasInputs;

    /// <summary>Whether the model takes anything: one whose Forward is missing or unreadable has its storage alone.</summary>
    public bool HasInputs => Inputs.Count > 0;

    /// <summary>Whether something is added to the loss once per step.</summary>
    public bool HasPenalty => Model.Inference.Outputs.Any(static output => output.Role == OutputRole.Penalty)
        || (Model.WeightDecay != 0 && Model.Parameters.Any(parameter => Model.DecaysBiases || parameter.Shape.Rank >= 2));

    private ColumnShape Column(ColumnDeclaration column, HashSet<string> taken)
    {
        string property = Names.Pascal(column.Name);
        while (!taken.Add(property))
        {
            property += "Column";
        }

        return new(column.Name, column.Shape, column.IsLabel ? "int" : ElementType, property, column.Classes);
    }
}
