using System.IO;
using System.Text.RegularExpressions;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests;

/// <summary>The examples of the guide compile, with what is generated for them.</summary>
public sealed class GuideTests
{
    private static string[] Examples => [.. Regex.Matches(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", "differentiable.md")).ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline)
        .Select(static match => match.Groups[1].Value)];

    [Fact]
    public void Every_example_compiles_without_a_warning()
    {
        Assert.Equal(5, Examples.Length);
        foreach (string example in Examples)
        {
            CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator(), new ModelGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(CompiledSource.Compile(example), out var compilation, out _);
            Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        }
    }
}
