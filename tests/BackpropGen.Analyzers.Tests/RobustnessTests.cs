using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Analyzers.Tests;

/// <summary>Half-typed code never makes an analyzer throw: an editor would switch it off with AD0001.</summary>
public sealed class RobustnessTests
{
    public static TheoryData<string> Pages => [RuleIdentifiers.SaturatingStack, RuleIdentifiers.NotDifferentiable, RuleIdentifiers.EvaluationFailed];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_prefix_of_a_definition_makes_the_analyzer_throw(string id)
    {
        string source = RulePage.Read(id).Code("Bad code");
        foreach (int length in TokenEnds(source))
        {
            await TestCompilation.Analyze(TestCompilation.Create(source[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_missing_or_replaced_token_makes_the_analyzer_throw(string id)
    {
        string source = RulePage.Read(id).Code("Good code");
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(static token => token.ToFullString()).ToArray();
        for (int i = 0; i + 1 < tokens.Length; i++)
        {
            foreach (string replacement in new[] { "", tokens[i + 1] })
            {
                string mutated = string.Concat(tokens[..i]) + replacement + string.Concat(tokens[(i + 1)..]);
                await TestCompilation.Analyze(TestCompilation.Create(mutated));
            }
        }
    }

    [Fact]
    public async Task Every_rule_of_the_pages_survives_the_loss_of_any_line()
    {
        foreach (var descriptor in DiagnosticDescriptors.All)
        {
            string[] lines = RulePage.Read(descriptor.Id).Code("Bad code").Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                await TestCompilation.Analyze(TestCompilation.Create(string.Join('\n', lines.Where((_, line) => line != i))));
            }
        }
    }

    private static IEnumerable<int> TokenEnds(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(static token => token.Span.End).Distinct();
}
