using System.Collections.Generic;
using System.Linq;
using BackpropGen.Console;
using Spectre.Console;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>The whole sample: numbers, flow and training of each model, comparison.</summary>
public static class Demonstration
{
    /// <summary>Runs and prints.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="experiments">The models.</param>
    /// <param name="options">What the command line asks for.</param>
    public static void Run(IAnsiConsole console, IReadOnlyList<Experiment> experiments, Options options)
    {
        Report.LectureNumbers(console);
        var flows = experiments.ToDictionary(static experiment => experiment, static experiment => experiment.MeasureFlow());

        // One scale for all models: a bar of one can be compared with that of another.
        var scale = LogarithmicScale.Of(flows.Values.SelectMany(static flow => flow).SelectMany(static layer => new[] { layer.Measured, layer.Predicted ?? 1 }));
        var outcomes = new List<Outcome>();
        foreach (var experiment in experiments)
        {
            Report.Heading(console, $"{experiment.Name}: {experiment.Description}");
            GradientFlowPrinter.Print(console, flows[experiment], scale);
            var outcome = new Outcome(experiment, flows[experiment], experiment.Train(options.Epochs, options.Seed, options.CreateOptimizer()));
            Report.Training(console, outcome);
            outcomes.Add(outcome);
        }

        Report.Comparison(console, outcomes);
    }
}
