using System.CommandLine;
using System.IO;

namespace BackpropGen.Samples.Digits;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(FileInfo? Data, int Epochs, ulong Seed, int BatchSize, double LearningRate, FileInfo Save)
{
    /// <summary>The command: parses, checks, and runs with what was given.</summary>
    public static RootCommand Command(System.Func<Options, int> run)
    {
        var data = new Option<FileInfo?>("--data") { Description = "A CSV file, 64 pixels (0 to 16) and a label a row; the digits that the program carries unless given." };
        var epochs = Positive(new Option<int>("--epochs") { Description = "How often each sample is taken.", DefaultValueFactory = static _ => 30 });
        var seed = new Option<ulong>("--seed") { Description = "The seed of weights, split and shuffling.", DefaultValueFactory = static _ => 42 };
        var batchSize = Positive(new Option<int>("--batch-size") { Description = "The number of samples of a step.", DefaultValueFactory = static _ => 32 });
        var learningRate = new Option<double>("--learning-rate") { Description = "The learning rate of Adam.", DefaultValueFactory = static _ => 1e-3 };
        learningRate.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < double.PositiveInfinity))
            {
                result.AddError("--learning-rate must be a positive number.");
            }
        });
        var save = new Option<FileInfo>("--save")
        {
            Description = "Where the weights are saved.",
            DefaultValueFactory = static _ => new FileInfo(Path.Combine(Path.GetTempPath(), "digits.safetensors")),
        };
        var command = new RootCommand("Trains a residual classifier on handwritten digits, saves it, reloads it and tests it.")
        {
            data, epochs, seed, batchSize, learningRate, save,
        };
        command.SetAction(parsed => run(new Options(
            parsed.GetValue(data), parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(batchSize), parsed.GetValue(learningRate), parsed.GetValue(save)!)));
        return command;
    }

    private static Option<int> Positive(Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{option.Name} must be at least 1.");
            }
        });
        return option;
    }
}
