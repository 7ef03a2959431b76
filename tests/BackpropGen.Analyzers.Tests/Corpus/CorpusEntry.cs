using System.Text.RegularExpressions;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>
/// An architecture of the literature as a definition: one file of <c>Sound</c> or <c>Bad</c>, in C# that is read as data.
/// Its first comment says what it is, then <c>// Source:</c> where it is described, and, for a bad one,
/// <c>// expects:</c> the rules of which at least one has to warn.
/// </summary>
/// <param name="Name">The file's name, as <c>PreNormTransformer</c>.</param>
/// <param name="IsSound">Whether it is known to train as written.</param>
/// <param name="Source">The paper and section, or the documentation.</param>
/// <param name="Expected">The rules that explain what is wrong with a bad one.</param>
/// <param name="Code">The definition.</param>
internal sealed record CorpusEntry(string Name, bool IsSound, string Source, ImmutableArray<string> Expected, string Code)
{
    private const string Extension = ".cs.txt";

    /// <summary>All entries, by folder and name.</summary>
    internal static ImmutableArray<CorpusEntry> All { get; } =
        [.. ReadFolder("Sound", isSound: true), .. ReadFolder("Bad", isSound: false)];

    internal static CorpusEntry Named(string name) => All.Single(entry => entry.Name == name);

    private static IEnumerable<CorpusEntry> ReadFolder(string folder, bool isSound) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", folder), "*" + Extension)
            .Order(StringComparer.Ordinal)
            .Select(path => Parse(Path.GetFileName(path)[..^Extension.Length], isSound, File.ReadAllText(path).ReplaceLineEndings("\n")));

    private static CorpusEntry Parse(string name, bool isSound, string code)
    {
        string head = Regex.Match(code, @"\A(// [^\n]*\n)*").Value;
        return new(
            name,
            isSound,
            Regex.Match(head, @"^// Source: (.+(\n// (?!expects:).+)*)", RegexOptions.Multiline).Groups[1].Value.Replace("\n//", "", StringComparison.Ordinal),
            [.. Regex.Matches(Regex.Match(head, @"^// expects: (.+)", RegexOptions.Multiline).Groups[1].Value, "BPG[0-9]{4}").Select(static match => match.Value)],
            code);
    }
}
