using System.Text.RegularExpressions;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>A page of <c>docs/rules</c>.</summary>
internal sealed class RulePage
{
    internal static readonly string[] RequiredSections =
        ["Cause", "Why", "How to fix", "When to suppress", "Options", "Bad code", "Good code"];

    private readonly Dictionary<string, string> _sections;

    private RulePage(string text)
    {
        Text = text;
        _sections = Regex.Split(text, "^## ", RegexOptions.Multiline).Skip(1)
            .Select(static section => section.Split('\n', 2))
            .ToDictionary(static parts => parts[0].Trim(), static parts => parts[1].Trim());
    }

    internal string Text { get; }

    internal IEnumerable<string> Sections => _sections.Keys;

    internal string this[string section] => _sections[section];

    internal static string PathOf(string id) => Path.Combine(AppContext.BaseDirectory, "Pages", id + ".md");

    internal static RulePage Read(string id) => new(File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n"));

    /// <summary>The C# of a section.</summary>
    internal string Code(string section) => Regex.Match(_sections[section], "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
}
