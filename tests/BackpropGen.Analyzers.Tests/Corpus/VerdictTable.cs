using System.Globalization;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>Writes a verdict for a reader: what is reported, with the numbers that explain it.</summary>
internal static class VerdictTable
{
    /// <summary>The entry's line, and one for each thing that is reported.</summary>
    internal static string Rows(Verdict verdict)
    {
        string kind = verdict.Entry.IsSound ? "sound" : "bad  ";
        string reported = string.Join(" ", verdict.Warnings.Select(static warning => warning.Id).Distinct());
        var lines = verdict.Warnings.Concat(verdict.Suggestions)
            .Select(static diagnostic => $"        {diagnostic.Severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
        return string.Join("\n", [$"{kind} {verdict.Entry.Name,-36} {reported}", .. lines]);
    }
}
