using System.CommandLine;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>What the command line asks for.</summary>
/// <param name="Epochs">How often each sample is taken.</param>
/// <param name="Seed">The seed of weights, split and shuffling.</param>
/// <param name="UsesAdam">Whether Adam trains instead of momentum.</param>
public sealed record Options(int Epochs, ulong Seed, bool UsesAdam)
{
    /// <summary>The same for all models. Momentum takes a gradient at its size; Adam divides each one by its own.</summary>
    public Optimizer CreateOptimizer() => UsesAdam ? new Adam(2e-3) : new Sgd(0.02, momentum: 0.9);

    /// <summary>The command: parses, checks, and runs with what was given.</summary>
    public static RootCommand Command(System.Func<Options, int> run)
    {
        var epochs = new Option<int>("--epochs") { Description = "How often each sample is taken.", DefaultValueFactory = static _ => 100 };
        epochs.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--epochs must be at least 1.");
            }
        });
        var seed = new Option<ulong>("--seed") { Description = "The seed of weights, split and shuffling.", DefaultValueFactory = static _ => 42 };
        var adam = new Option<bool>("--adam") { Description = "Train by Adam instead of momentum: it divides each gradient by its own size, which hides a vanishing one in part." };
        var command = new RootCommand("Shows vanishing gradients: predicted while compiling, measured, what they do to training, and what each remedy repairs.")
        {
            epochs, seed, adam,
        };
        command.SetAction(parsed => run(new Options(parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(adam))));
        return command;
    }
}
