using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Reads the numbers that <c>.editorconfig</c> gives for a rule.</summary>
internal static class AnalyzerOptionsReader
{
    /// <summary>A whole number of at least 1.</summary>
    /// <param name="options">The options of the file that a rule reports in.</param>
    /// <param name="key">As <c>backpropgen.bpg1001.max_sigmoid_like</c>.</param>
    /// <param name="otherwise">What counts where the key is absent or its value is no such number.</param>
    internal static int Count(AnalyzerConfigOptions options, string key, int otherwise) =>
        options.TryGetValue(key, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        && value >= 1
            ? value
            : otherwise;
}
