using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>The package as its user meets it.</summary>
public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    // What is wrong with the models of Faulty.
    private static readonly string[] Faults = ["BPG0001", "BPG1001", "BPG2001", "BPG2002"];

    [Fact]
    public void The_package_holds_the_runtime_the_compiler_extensions_and_nothing_else() => Assert.Equal(
        [
            "BackpropGen.nuspec",
            "README.md",
            "analyzers/dotnet/cs/BackpropGen.Analyzers.dll",
            "analyzers/dotnet/cs/BackpropGen.CodeFixes.dll",
            "analyzers/dotnet/cs/BackpropGen.Generator.dll",
            "buildTransitive/BackpropGen.props",
            "lib/net10.0/BackpropGen.dll",
            "lib/net10.0/BackpropGen.xml",
        ],
        package.Entries());

    [Fact]
    public void The_package_depends_on_nothing_but_tensor_primitives() => Assert.Equal(
        ["System.Numerics.Tensors"],
        Regex.Matches(package.Text("BackpropGen.nuspec"), "<dependency id=\"([^\"]+)\"").Select(static match => match.Groups[1].Value));

    [Fact]
    public void A_project_that_installs_the_package_builds_trains_and_is_warned()
    {
        var consumer = new ConsumerProject(package, "Consumer");
        string log = consumer.Build();
        Assert.Equal(["BPG1001"], ConsumerProject.Reported(log));
        Assert.Contains("8 sigmoid-like activations", log, StringComparison.Ordinal);

        string output = consumer.Run();
        double before = Number(output, "loss before");
        double after = Number(output, "loss after");
        Assert.True(after < 0.01 * before, output);
    }

    [Fact]
    public void The_warnings_of_a_build_lead_to_fixes_that_the_SDK_applies_and_the_fixed_project_builds_clean()
    {
        var consumer = new ConsumerProject(package, "Faulty");
        string log = consumer.Build(succeeds: false);
        Assert.Equal(Faults, ConsumerProject.Reported(log));
        foreach (string fault in Faults)
        {
            Assert.Matches(fault + @": .*\(https://[^)]+/docs/rules/" + fault + @"\.md\)", log);
        }

        consumer.Fix(Faults);
        Assert.Equal(ConsumerProject.Text("Repaired"), consumer.Source);
        Assert.Empty(ConsumerProject.Reported(consumer.Build()));
    }

    /// <summary>A method over the compiler's limits is compiled with hardly any optimization; one that waits for the tiers above is
    /// slow in the first steps.</summary>
    [Fact]
    public void Generated_steps_their_kernels_and_batches_are_optimized_at_their_first_call()
    {
        var consumer = new ConsumerProject(package, "Consumer");
        consumer.Build();
        string[] summary = consumer.RunForSummary();
        Assert.DoesNotContain(summary, static line => line.Contains("switched to MinOpts", StringComparison.Ordinal));
        AllAreOptimized(summary, "__ExclusiveOr(Training|Evaluation):");
        AllAreOptimized(summary, @"Minors\+DeterminantGradientBatch:(Run|Part\d+)\[");
        AllAreOptimized(summary, @"Minors:LargeDeterminantGradientPart\d+\(");
        AllAreOptimized(summary, @"BackpropGen\.Kernels\.(LoopNest|Row|SingleRow|Folds|Columns|MatrixProduct|DirectProduct|BlockedProduct|InnerTile|OuterTile|Packing|Indexing|Elementwise|Scratch`1\[float\]):");

        // What every step calls is not compiled a second time: the first steps are as fast as the last.
        var again = summary.Where(static line => Regex.IsMatch(line, @"\[(Instrumented|Tier1)")).ToList();
        Assert.NotEmpty(again);
        Assert.DoesNotContain(again, static line => Regex.IsMatch(line, @"__ExclusiveOr|BackpropGen\.(Kernels\.(?!ScalarSpans)|Execution\.|Optimizer|Adam|Sgd|Moments|UpdateLoop|Gradient)"));
    }

    private static void AllAreOptimized(string[] summary, string methods)
    {
        var compiled = summary.Where(line => Regex.IsMatch(line, methods)).ToList();
        Assert.NotEmpty(compiled);
        Assert.DoesNotContain(compiled, static line => !line.Contains("[FullOpts", StringComparison.Ordinal));
    }

    private static double Number(string output, string name) => double.Parse(
        Regex.Match(output, $"{name}: (.+)").Groups[1].Value.Trim(), CultureInfo.InvariantCulture);
}
