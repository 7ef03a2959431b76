using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.GradientFlow;

namespace BackpropGen.Analyzers.Tests.GradientFlow.Validation;

/// <summary>An estimated and a measured gradient ratio.</summary>
/// <param name="What">The layer, or the parameter.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Measured">Root mean square over samples and seeds.</param>
internal sealed record Comparison(string What, double Estimate, double Measured)
{
    /// <summary>How far the two are apart, at least 1.</summary>
    internal double Factor => Estimate == Measured ? 1 : Math.Max(Estimate / Measured, Measured / Estimate) is var factor && factor >= 1 ? factor : double.PositiveInfinity;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What,-24}{Estimate,12:G4}{Measured,12:G4}{Factor,8:F2}");
}

/// <summary>Compares what is estimated for an architecture with what its generated code computes. All are ratios to the gradient by the
/// last layer's result.</summary>
internal static class ArchitectureCheck
{
    /// <summary>Every dense layer that is applied once and has a bias, then every parameter.</summary>
    /// <param name="model">The compiled architecture.</param>
    internal static IEnumerable<Comparison> SingleSample(CompiledModel model)
    {
        var estimate = FlowEstimate.Of(model.Definition);
        var measured = MeasuredGradients.Of(model, seeds: 3, samples: 6);
        string last = estimate.Layers[^1].Layer + ".bias";
        foreach (var layer in AppliedOnce(estimate).Where(layer => measured.Paths.Contains(layer.Layer + ".bias")))
        {
            yield return new("R " + layer.Layer, layer.GradientRatio, measured.Ratio(layer.Layer + ".bias", last));
        }

        foreach (var parameter in estimate.Parameters)
        {
            yield return new("|∂L/∂θ| " + parameter.Path, parameter.GradientRatio, measured.Ratio(parameter.Path, last));
        }
    }

    /// <summary>Every dense layer, by the probes: gradients of single samples of a batch that is normalized as a whole.</summary>
    /// <param name="model">The compiled architecture.</param>
    /// <param name="probed">The compiled architecture with probes.</param>
    internal static IEnumerable<Comparison> InBatch(CompiledModel model, CompiledModel probed)
    {
        var estimate = FlowEstimate.Of(model.Definition);
        var positions = new double[Architecture.ProbedBatch * Architecture.ProbedBatch];
        for (int sample = 0; sample < Architecture.ProbedBatch; sample++)
        {
            positions[(sample * Architecture.ProbedBatch) + sample] = 1;
        }

        var measured = MeasuredGradients.Of(
            probed, seeds: 3, samples: 1, batch: Architecture.ProbedBatch, given: new Dictionary<string, double[]> { ["sample"] = positions });
        string last = Probe(estimate.Layers[^1]);
        return AppliedOnce(estimate).Select(layer => new Comparison("R " + layer.Layer, layer.GradientRatio, measured.Ratio(Probe(layer), last)));
    }

    private static IEnumerable<LayerFlow> AppliedOnce(FlowEstimate estimate) => estimate.Layers
        .GroupBy(static layer => layer.Weight).Where(static applications => applications.Count() == 1).Select(static applications => applications.Single());

    private static string Probe(LayerFlow layer) => layer.Layer.Replace("dense", "probe", StringComparison.Ordinal);
}
