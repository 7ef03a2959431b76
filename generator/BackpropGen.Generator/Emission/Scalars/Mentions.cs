using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The names in generated statements: of locals and parameters, not of members.</summary>
internal static class Mentions
{
    private const string Real = "(?:var|double|float)";
    private const string Identifier = @"@?[\p{L}_]\w*";

    private static readonly Regex Name = new($@"(?<![\w.:@])(?:{Real} )?(?<name>{Identifier})", RegexOptions.CultureInvariant);
    private static readonly Regex Assignment = new($@"^(?:{Real} )?(?<name>{Identifier})(?: [-+*/]?=|;)", RegexOptions.CultureInvariant);
    private static readonly Regex Declaration = new($@"^{Real} (?<name>{Identifier})(?: =|;)", RegexOptions.CultureInvariant);
    private static readonly Regex Counter = new($@"^for \(int (?<name>{Identifier}) ", RegexOptions.CultureInvariant);
    private static readonly Regex Tuple = new(@"^(?:var )?\((?<items>[^()]*)\) = ", RegexOptions.CultureInvariant);

    /// <summary>The names in statements and in their branches.</summary>
    public static HashSet<string> In(IReadOnlyList<Statement> statements) => [.. Statement.InOrder(statements).SelectMany(static one => In(one.Statement.Text))];

    /// <summary>The names in a line.</summary>
    public static IEnumerable<string> In(string text) => Name.Matches(text).Cast<Match>().Select(static match => match.Groups["name"].Value);

    /// <summary>The names that a line declares or gives a value.</summary>
    public static IEnumerable<string> Assigned(string text) => Targets(text, Assignment);

    /// <summary>The numbers that a line declares.</summary>
    public static IEnumerable<string> Declared(string text) => Tuple.IsMatch(text) && !text.Contains("var ") ? [] : Targets(text, Declaration);

    /// <summary>The counter that a line declares.</summary>
    public static IEnumerable<string> Counters(string text) => Targets(text, Counter);

    /// <summary>A line with some names replaced; one that has another name is not declared any more.</summary>
    /// <param name="text">The line.</param>
    /// <param name="names">What stands for each name.</param>
    public static string Replace(string text, IReadOnlyDictionary<string, string> names)
    {
        if (text.StartsWith("var (", System.StringComparison.Ordinal) && In(text).Any(names.ContainsKey))
        {
            // A tuple in which some are declared names the types one by one.
            string items = Tuple.Match(text).Groups["items"].Value;
            text = $"({string.Join(", ", items.Split([", "], System.StringSplitOptions.None).Select(static item => "var " + item))}" + text.Substring("var (".Length + items.Length);
        }

        return Name.Replace(text, match => names.TryGetValue(match.Groups["name"].Value, out string? other) ? other : match.Value);
    }

    private static IEnumerable<string> Targets(string text, Regex single) => Tuple.Match(text) is { Success: true } tuple
        ? In(tuple.Groups["items"].Value)
        : single.Matches(text).Cast<Match>().Select(static match => match.Groups["name"].Value);
}
