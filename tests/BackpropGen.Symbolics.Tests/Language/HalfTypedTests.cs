using BackpropGen.Generator;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Half-typed programs make neither the reader nor the generator throw, and no program is silently left out.</summary>
public sealed class HalfTypedTests
{
    private const int VariantsOfAProgram = 4;

    public static TheoryData<string> Groups => [.. AllPrograms.Sources.Select(static pair => pair.Group)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void No_mutation_of_a_program_makes_the_generator_throw(string group)
    {
        string source = AllPrograms.Sources.Single(pair => pair.Group == group).Source;
        string[] lines = source.Split('\n');
        string helpers = string.Join("\n", lines.Where(static line => !ProgramGroup.NamesIn(line).Any()));
        var random = new Random(29);
        foreach (string line in lines.Where(static line => ProgramGroup.NamesIn(line).Any()))
        {
            string[] tokens = [.. SyntaxFactory.ParseTokens(line).Select(static token => token.ToFullString())];
            for (int i = 0; i < VariantsOfAProgram; i++)
            {
                Check(helpers, Mutated(tokens, random), line);
            }
        }
    }

    /// <summary>A token is lost, written twice, swapped with another, or all behind it is not typed yet.</summary>
    private static string Mutated(string[] tokens, Random random)
    {
        int at = random.Next(3, tokens.Length - 1), other = random.Next(3, tokens.Length - 1);
        string[] changed = [.. tokens];
        switch (random.Next(4))
        {
            case 0:
                changed[at] = "";
                break;
            case 1:
                changed[at] += " " + tokens[at];
                break;
            case 2:
                (changed[at], changed[other]) = (changed[other] + " ", changed[at] + " ");
                break;
            default:
                changed = changed[..at];
                break;
        }

        return string.Concat(changed);
    }

    private static void Check(string helpers, string program, string original)
    {
        var compilation = CompiledSource.Compile(
            "using System;\nusing System.Linq;\nusing System.Numerics;\nusing BackpropGen;\n\npublic static partial class Methods\n{\n" + helpers + "\n[Differentiable] " + program + "\n}\n");
        var result = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
            .RunGenerators(compilation).GetRunResult().Results[0];
        Assert.True(result.Exception is null, $"{original}\n{program}\n{result.Exception}");
        bool compiles = !compilation.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        if (!compiles || result.GeneratedSources.Length > 0)
        {
            return;
        }

        var problems = new List<Problem>();
        foreach (var method in compilation.GetTypeByMetadataName("Methods")!.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute")))
        {
            DifferentiableReader.Read(method, compilation, problems.Add, default);
        }

        Assert.True(problems.Count > 0, "Neither generated nor refused: " + program);
    }
}
