using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Summaries;

namespace BackpropGen.Generator.Emission;

/// <summary>The members that tell of the model: its layers as a table and as a list.</summary>
internal sealed partial class ApiEmitter
{
    private void WriteInformation()
    {
        var layers = _isStub ? [] : LayerDescription.AllOf(_shape.Model, _shape.Model.HasLoss ? FlowEstimate.Of(_shape.Model) : null);
        Constant(
            InformationMembers.Summary,
            "The layers in the order in which they are applied, with their output shapes, their parameters and what is predicted of their gradients.",
            () => SummaryText.Of(LayerGroup.AllOf(layers)));
        Constant(
            InformationMembers.Diagram,
            "The layers and functions from the inputs to the loss, as a flowchart in the language of Mermaid.",
            () => DiagramText.Of(FlowChartBuilder.Of(_shape.Model)));
        WriteLayerSummaries(layers);
    }

    /// <summary>A constant of several lines, unless the class has a member of its name.</summary>
    private void Constant(string name, string summary, System.Func<string> text)
    {
        if (Opens(name, summary))
        {
            _writer.Line($"public const string {name} = {Names.RawLiteral(_isStub ? BrokenMessage : text())};");
        }
    }

    private void WriteLayerSummaries(IReadOnlyList<LayerDescription> layers)
    {
        if (!Opens(InformationMembers.LayerSummaries, "The layers in the order in which they are applied; what is repeated, one by one."))
        {
            return;
        }

        _writer.Line("public static global::System.Collections.Generic.IReadOnlyList<global::BackpropGen.LayerSummary> LayerSummaries { get; } = [");
        foreach (var layer in layers)
        {
            string ratio = layer.GradientRatio is { } value ? Names.Literal(RatioText.Rounded(value, 4)) : "null";
            _writer.Line($"    new({Names.Literal(layer.Path)}, {Names.Literal(layer.Kind)}, {layer.OutputShape}, {Names.Number(layer.ParameterCount)}, {ratio}),");
        }

        _writer.Line("];");
    }

    /// <summary>Documents and marks a member that only informs; the mark tells it from one of the user's own.</summary>
    private bool Opens(string name, string summary)
    {
        if (_shape.Model.OwnMembers.Contains(name))
        {
            return false;
        }

        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        _writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"BackpropGen\", \"{typeof(ApiEmitter).Assembly.GetName().Version.ToString(3)}\")]");
        return true;
    }
}
