using System.IO;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackpropGen.Symbolics.Tests;

/// <summary>One table of kinks: the page shows the compiler's, and PyTorch agrees with it at every one.</summary>
public sealed class KinkTests
{
    private static readonly Lazy<List<Entry>> Fixture = new(static () =>
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "kinks.json")));
        return [.. document.RootElement.EnumerateArray().Select(static entry => new Entry(
            entry.GetProperty("function").GetString()!, Numbers(entry.GetProperty("at")), Numbers(entry.GetProperty("gradient"))))];
    });

    private sealed record Entry(string Function, double[] At, double[] Gradient);

    [Fact]
    public void The_page_shows_the_table()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", "kinks.md"));
        var shown = Regex.Matches(page, @"^\| `(\w+)` \| (.+) \| (.+) \|\r?$", RegexOptions.Multiline).Select(static match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));
        Assert.Equal(FunctionTable.All.SelectMany(static row => row.Kinks.Select(kink => (row.Name, kink.Where, kink.Convention))), shown);
    }

    [Fact]
    public void PyTorch_was_asked_about_every_function_that_has_a_kink() => Assert.Empty(
        FunctionTable.All.Where(static row => !row.Kinks.IsEmpty).Select(static row => row.Name).Except(Fixture.Value.Select(static entry => entry.Function)));

    [Fact]
    public void At_every_kink_the_derivative_is_PyTorchs() => Assert.All(Fixture.Value, static entry =>
    {
        var function = ScalarFunction.Of(FunctionTable.Find(entry.Function)!);
        Assert.Equal(entry.Gradient, entry.At.Select((_, i) => function.Derivative(i).Evaluate(entry.At)));
    });

    [Fact]
    public void Backwards_the_derivative_at_a_kink_is_the_same() => Assert.All(Fixture.Value, static entry =>
    {
        int arity = entry.At.Length;
        var gradient = VectorFunction.Create(arity, (pool, x) =>
            ReverseMode.Cotangents([pool.Call(FunctionTable.Find(entry.Function)!, x)], [pool.Number(1)], [.. Enumerable.Range(0, arity)]));
        Assert.Equal(entry.Gradient, gradient.Evaluate(entry.At));
    });

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.ValueKind == JsonValueKind.Number
        ? number.GetDouble()
        : number.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN })];
}
