using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Optimization;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>What a model's generated methods run, all over parameters stored in one way.</summary>
/// <param name="Prediction">The outputs of Forward.</param>
/// <param name="Evaluation">The sums of the loss; none without a loss.</param>
/// <param name="Training">The loss and its gradient; none without a loss.</param>
/// <param name="Panels">The panels of the parameters that are stored so, by path.</param>
internal sealed record ModelPrograms(Program Prediction, Program? Evaluation, Program? Training, IReadOnlyDictionary<string, Panels> Panels)
{
    /// <summary>Those that the model has.</summary>
    public IEnumerable<Program> All => new[] { Prediction, Evaluation, Training }.OfType<Program>();

    /// <summary>Differentiates, optimizes and plans a definition without errors.</summary>
    public static ModelPrograms Of(ModelDefinition model)
    {
        Graph[] graphs = model.HasLoss
            ? [TrainingStep.Prediction(model), TrainingStep.Evaluation(model), TrainingStep.Backpropagation(model)]
            : [TrainingStep.Prediction(model)];
        return Of(model, [.. graphs.Select(Optimizer.Optimize)]);
    }

    /// <summary>Plans the optimized graphs of a definition, prediction first.</summary>
    public static ModelPrograms Of(ModelDefinition model, IReadOnlyList<Graph> optimized)
    {
        Graph[] graphs = [.. optimized.Select(StoredParts.Store)];
        int bytes = model.IsDouble ? sizeof(double) : sizeof(float);
        var panels = ParameterPanels.Choose(graphs, model.Parameters, bytes);
        var programs = graphs.Select(graph => Planner.Plan(graph, model.Parameters, model.States, panels, bytes)).ToList();
        return new(programs[0], programs.ElementAtOrDefault(1), programs.ElementAtOrDefault(2), panels);
    }
}
