using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Samples;

/// <summary>The warnings of samples/VanishingGradients are what it shows: the build lets these pass, and no other.</summary>
public sealed class VanishingGradientsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Definitions", "Samples", "VanishingGradients");

    [Theory]
    [InlineData("DeepSigmoid", "BPG1001", "6.3e-")]
    [InlineData("DeepTanh", "BPG1002", "4.8e-")]
    public async Task A_broken_model_has_one_warning_with_what_is_left_of_the_gradient(string model, string rule, string ratio)
    {
        var warning = Assert.Single(await Warnings("BrokenModels.cs"), diagnostic => ModelOf(diagnostic) == model);
        Assert.Equal(rule, warning.Id);
        Assert.Contains(ratio, warning.GetMessage(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_build_lets_all_warnings_of_the_broken_models_pass() =>
        Assert.All(await Warnings("BrokenModels.cs"), static warning => Assert.Contains(warning.Id, new[] { "BPG1001", "BPG1002" }));

    [Theory]
    [InlineData("Remedies.cs")]
    [InlineData("OneWeight.cs")]
    [InlineData("Units.cs")]
    public async Task Nothing_else_is_warned_of(string file) => Assert.Empty(await Warnings(file));

    private static async Task<ImmutableArray<Diagnostic>> Warnings(string file)
    {
        var compilation = TestCompilation.Create(await File.ReadAllTextAsync(Path.Combine(Folder, file)));
        Verify.Compiles(compilation);
        return [.. (await TestCompilation.Analyze(compilation)).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    private static string? ModelOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetRoot()
        .FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Identifier.Text;
}
