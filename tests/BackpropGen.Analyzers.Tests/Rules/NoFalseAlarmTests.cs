using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>Definitions written for other purposes, by people who knew what they did: no rule about mistakes warns of them.</summary>
public sealed class NoFalseAlarmTests
{
    [Fact]
    public async Task No_mistake_is_seen_in_the_samples_and_in_the_definitions_that_gradients_are_tested_on()
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Definitions"), "*.cs", SearchOption.AllDirectories);
        Assert.True(files.Length > 15);
        var trees = files.Append("global").Select(static file => CSharpSyntaxTree.ParseText(
            file == "global" ? "global using System; global using BackpropGen;" : File.ReadAllText(file), TestCompilation.ParseOptions, file));
        var reported = await TestCompilation.Analyze(CSharpCompilation.Create("Definitions", trees, TestCompilation.References, TestCompilation.Options));
        Assert.Empty(reported.Where(static diagnostic =>
            diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("BPG2", StringComparison.Ordinal)));
    }
}
