using System;
using System.IO;
using System.Linq;
using BackpropGen.Console;
using BackpropGen.Samples.VanishingGradients;
using Xunit;

namespace BackpropGen.Samples.Tests.VanishingGradients;

public sealed class DemonstrationTests
{
    private static readonly Experiment[] Cheapest = [.. Experiments.All(DigitData.Read()).TakeLast(1)];

    private static readonly Lazy<string[]> Lines = new(static () =>
    {
        using var writer = new StringWriter();
        Demonstration.Run(TextConsole.On(writer), Cheapest, new Options(Epochs: 1, Seed: 42, UsesAdam: false));
        return writer.ToString().ReplaceLineEndings("\n").Split('\n');
    });

    [Fact]
    public void The_output_is_plain_text_of_at_most_80_columns() => Assert.All(Lines.Value, static line =>
    {
        Assert.DoesNotContain('\u001b', line);
        Assert.InRange(line.Length, 0, 80);
    });

    [Theory]
    [InlineData("0.0001")]
    [InlineData("0.25 × 500 125")]
    [InlineData("300 × 200 × 125 × 1001 7,507,500,000")]
    [InlineData("1 − 1e-3 × 2e-10 1 (unchanged)")]
    [InlineData("1 − 1e-3 × 2e-10 0.9999999999998 (changed)")]
    public void The_numbers_of_the_lecture_notes_are_printed(string number) =>
        Assert.Contains(Lines.Value, line => Words(line).Contains(number, StringComparison.Ordinal));

    [Fact]
    public void A_model_has_its_layers_and_a_row_of_the_comparison()
    {
        var experiment = Cheapest[0];
        int heading = Array.IndexOf(Lines.Value, $"{experiment.Name}: {experiment.Description}");
        Assert.Equal(
            ["layer", "hidden.0", "hidden.1", "output", "accuracy"],
            Lines.Value.Skip(heading + 1).Take(5).Select(static line => Words(line).Split(' ')[0]));
        Assert.Single(Lines.Value, line => Words(line).StartsWith($"{experiment.Name} 3 0.065 ", StringComparison.Ordinal));
    }

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
