using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Robustness;

public sealed class BrokenSourceTests
{
    public static TheoryData<int> SampleIndexes => [.. Enumerable.Range(0, Samples.All.Count)];

    [Theory]
    [MemberData(nameof(SampleIndexes))]
    public void Every_prefix_of_a_sample_is_survived(int sample)
    {
        string source = GeneratorHost.Usings + Samples.All[sample];
        var driver = GeneratorHost.CreateDriver();
        Compilation compilation = GeneratorHost.Compile(source);
        var tree = compilation.SyntaxTrees.Single();
        for (int length = GeneratorHost.Usings.Length; length < source.Length; length++)
        {
            (driver, compilation, tree) = Survive(driver, compilation, tree, source[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(SampleIndexes))]
    public void A_sample_with_any_token_missing_doubled_or_replaced_is_survived(int sample)
    {
        string source = GeneratorHost.Usings + Samples.All[sample];
        var driver = GeneratorHost.CreateDriver();
        Compilation compilation = GeneratorHost.Compile(source);
        var tree = compilation.SyntaxTrees.Single();
        var tokens = tree.GetRoot().DescendantTokens().Where(static token => token.SpanStart >= GeneratorHost.Usings.Length).ToList();
        string[] others = ["", "x", "null", "(", "{", "=>", "0", "this", "Dense", ".."];
        for (int i = 0; i < tokens.Count; i++)
        {
            var span = tokens[i].Span;
            string other = i % 3 == 0 ? tokens[i].Text + " " + tokens[i].Text : others[i % others.Length];
            (driver, compilation, tree) = Survive(driver, compilation, tree, source[..span.Start] + other + source[span.End..]);
        }
    }

    private static (GeneratorDriver, Compilation, SyntaxTree) Survive(GeneratorDriver driver, Compilation compilation, SyntaxTree tree, string source)
    {
        var next = CSharpSyntaxTree.ParseText(source, GeneratorHost.ParseOptions, tree.FilePath);
        compilation = compilation.ReplaceSyntaxTree(tree, next);
        driver = driver.RunGenerators(compilation);
        var result = driver.GetRunResult().Results[0];
        Assert.True(result.Exception is null && result.Diagnostics.IsEmpty, $"{result.Exception}\n--- at\n{source}");
        return (driver, compilation, next);
    }

    [Theory]
    [InlineData("private static Layer Make(int n) => n == 0 ? Tanh : Make(n - 1);", "=> Make(150)(x);")]
    [InlineData("private readonly Func<int, int> _f = n => n;", "{ Func<int, int> f = null!; f = n => n == 0 ? 0 : f(n - 1) + 1; return f(150) * x; }")]
    public void Recursion_within_the_budget_is_read_on_a_small_stack(string members, string forward)
    {
        ReadResult? result = null;
        var thread = new Thread(
            () => result = GeneratorHost.Read($"[Model] public partial class M {{ {members} public Tensor Forward([Shape(4)] Tensor x) {forward} }}"),
            1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.All(result!.Findings, static finding => Assert.StartsWith("BPG0008", finding, StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(300, true)]
    public void A_deep_expression_exhausts_a_budget_and_not_the_stack(int depth, bool isTooDeep)
    {
        string deep = string.Concat(Enumerable.Repeat("Tanh(", depth)) + "x" + new string(')', depth);
        ReadResult? result = null;
        var thread = new Thread(
            () => result = GeneratorHost.Read($"[Model] public partial class M {{ public Tensor Forward([Shape(4)] Tensor x) => {deep}; }}"), 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(isTooDeep ? ["BPG0008 «Forward»"] : [], result!.Findings);
    }

    [Fact]
    public void A_long_sum_is_read()
    {
        string sum = string.Join(" + ", Enumerable.Repeat("x", 500));
        Assert.False(GeneratorHost.Read($"[Model] public partial class M {{ public Tensor Forward([Shape(4)] Tensor x) => {sum}; }}").Sound.IsBroken);
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => GeneratorHost.Read(Samples.DigitClassifier, cancellation.Token));
    }

    [Fact]
    public void Cancellation_ends_an_endless_loop()
    {
        using var cancellation = new CancellationTokenSource(20);
        try
        {
            var result = GeneratorHost.Read("[Model] public partial class M { public Tensor Forward([Shape(4)] Tensor x) { while (true) { } } }", cancellation.Token);
            Assert.Equal("BPG0008", Assert.Single(result.Problems).Kind.Id);
        }
        catch (OperationCanceledException e)
        {
            Assert.True(e.CancellationToken.IsCancellationRequested);
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void The_culture_changes_nothing(string culture)
    {
        string expected = GeneratorHost.Generate(GeneratorHost.Usings + Samples.NormalizedRegressor).Run.GeneratedSources[0].SourceText.ToString();
        string? actual = null;
        var thread = new Thread(() => actual = GeneratorHost.Generate(GeneratorHost.Usings + Samples.NormalizedRegressor).Run.GeneratedSources[0].SourceText.ToString())
        {
            CurrentCulture = new System.Globalization.CultureInfo(culture, useUserOverride: false),
        };
        thread.Start();
        thread.Join();
        Assert.Equal(expected, actual);
    }
}
