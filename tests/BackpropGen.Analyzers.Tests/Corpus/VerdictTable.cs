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
        return string.Join("\n", [$"{kind} {verdict.Entry.Name,-40} {Estimate(verdict),-72} {reported}", .. lines]);
    }

    /// <summary>The least and the greatest predicted gradient ratio R, and the layers that receive them.</summary>
    private static string Estimate(Verdict verdict)
    {
        if (verdict.Flow.Layers.IsEmpty)
        {
            return "no weighted layer";
        }

        var least = verdict.Flow.Layers.MinBy(static layer => layer.GradientRatio)!;
        var greatest = verdict.Flow.Layers.MaxBy(static layer => layer.GradientRatio)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"R {least.GradientRatio,8:0.0e+0} ({least.Layer}) to {greatest.GradientRatio,8:0.0e+0} ({greatest.Layer})");
    }
}
