using BackpropGen.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>What <c>dotnet format analyzers</c> asks of code fixes.</summary>
public sealed class ProviderTests
{
    private static readonly CodeFixProvider[] Providers =
    [
        .. typeof(MakePartialFix).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    // The tool looks for the diagnostics of a rule once and then applies all of its providers in turn, in no defined order.
    [Fact]
    public void A_rule_has_one_provider_so_that_the_first_of_its_fixes_is_the_same_on_every_machine() =>
        Assert.All(Providers.SelectMany(static provider => provider.FixableDiagnosticIds).GroupBy(static id => id), static rule => Assert.Single(rule));

    [Fact]
    public void Every_provider_fixes_all_of_a_solution() => Assert.All(
        Providers, static provider => Assert.Contains(FixAllScope.Solution, provider.GetFixAllProvider()!.GetSupportedFixAllScopes()));
}
