using System.Globalization;
using System.Text;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Analyzers.Tests.GradientFlow.Validation;

/// <summary>The estimate against the gradients of the generated code, over architectures made at random.</summary>
public sealed class EstimateValidationTests(ITestOutputHelper output)
{
    private const int Count = 36;
    private const double Limit = 2;

    [Fact]
    public void The_estimate_is_within_a_factor_of_two_of_the_measured_gradients_of_random_architectures()
    {
        var architectures = Enumerable.Range(0, Count).Select(RandomArchitectures.Make).ToList();
        Assert.True(Count >= RandomArchitectures.Kinds);
        var models = CompiledModel.CompileAll(
            Architecture.Usings + string.Concat(architectures.Select(static architecture => architecture.Source + architecture.Probed)));
        var tables = new List<Comparison>[Count];
        Parallel.For(0, Count, i =>
        {
            var architecture = architectures[i];
            tables[i] = architecture.Probed is null
                ? [.. ArchitectureCheck.SingleSample(models[architecture.Name])]
                : [.. ArchitectureCheck.InBatch(models[architecture.Name], models[architecture.Name + "Probed"])];
        });

        var table = new StringBuilder();
        var misses = new List<string>();
        foreach (var (architecture, comparisons) in architectures.Zip(tables))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"{architecture.Name}: {architecture.Summary}");
            table.AppendLine(CultureInfo.InvariantCulture, $"{"",-26}{"estimate",12}{"measured",12}{"factor",8}");
            comparisons.ForEach(comparison => table.AppendLine(CultureInfo.InvariantCulture, $"  {comparison}"));
            misses.AddRange(comparisons.Where(static comparison => !(comparison.Factor <= Limit))
                .Select(comparison => $"{architecture.Name} ({architecture.Summary}): {comparison}"));
        }

        output.WriteLine(table.ToString());
        Assert.True(misses.Count == 0, string.Join("\n", misses));
    }
}
