using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Console;
using BackpropGen.Samples.VanishingGradients;
using Xunit;

namespace BackpropGen.Samples.Tests.VanishingGradients;

/// <summary>What the sample shows is so.</summary>
public sealed class ExperimentTests
{
    private const ulong Seed = 42;

    private static readonly IReadOnlyList<Experiment> All = Experiments.All(DigitData.Read());

    /// <summary>Measured once for all tests.</summary>
    private static readonly ConcurrentDictionary<string, IReadOnlyList<LayerGradient>> Flows = [];

    public static TheoryData<string> Broken => [.. All.Where(static experiment => experiment.Vanishes).Select(static experiment => experiment.Name)];

    public static TheoryData<string> Repaired => [.. All.Where(static experiment => !experiment.Vanishes).Select(static experiment => experiment.Name)];

    public static TheoryData<string> Models => [.. All.Select(static experiment => experiment.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_prediction_is_within_a_factor_of_2_of_what_is_measured_at_every_layer(string name)
    {
        Assert.All(Flow(name), layer => Assert.InRange(layer.Predicted!.Value / layer.Measured, 0.5, 2));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Where_the_gradient_vanishes_nothing_is_learned(string name)
    {
        Assert.True(Flow(name)[0].Measured < 1e-3);
        Assert.All(Accuracies(name), accuracy => Assert.InRange(accuracy, 0, 0.25));
    }

    [Theory]
    [MemberData(nameof(Repaired))]
    public void Each_remedy_brings_the_gradient_back_and_learns(string name)
    {
        Assert.True(Flow(name)[0].Measured > 1e-2);
        Assert.True(Accuracies(name)[^1] > 0.85);
    }

    private static IReadOnlyList<LayerGradient> Flow(string name) => Flows.GetOrAdd(name, static key => Find(key).MeasureFlow());

    /// <summary>A few epochs are enough for a deep model that learns at all; small steps of a shallow one cost little, and it needs more.</summary>
    private static double[] Accuracies(string name)
    {
        int epochs = Flow(name).Count > 5 ? 5 : 12;
        var optimizer = new Options(epochs, Seed, UsesAdam: false).CreateOptimizer();
        return [.. Find(name).Train(epochs, Seed, optimizer).Select(static epoch => epoch.Metrics["accuracy"])];
    }

    private static Experiment Find(string name) => All.Single(experiment => experiment.Name == name);
}
