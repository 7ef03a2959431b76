using System.Collections.Generic;
using System.Linq;
using BackpropGen.Console;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>What came of an experiment.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Flow">The gradient ratio of each layer before training.</param>
/// <param name="History">The training.</param>
public sealed record Outcome(Experiment Experiment, IReadOnlyList<LayerGradient> Flow, TrainingHistory History)
{
    /// <summary>The accuracy after each epoch, on digits that were not trained on.</summary>
    public IReadOnlyList<double> Accuracies { get; } = [.. History.Select(static epoch => epoch.Metrics["accuracy"])];
}
