using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A limit of a rule that <c>.editorconfig</c> can set: <c>backpropgen.bpg1001.max_sigmoid_like = 8</c>.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Default">What counts where the key is absent or its value is no such number.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="IsCount">Whether only whole numbers are values.</param>
internal sealed record RuleOption(string Key, double Default, double Minimum = 0, bool IsCount = false)
{
    /// <summary>A whole number of at least 1.</summary>
    /// <param name="id">The rule's identifier.</param>
    /// <param name="name">The last part of the key.</param>
    /// <param name="value">The default.</param>
    internal static RuleOption Count(string id, string name, int value) => new(KeyOf(id, name), value, 1, IsCount: true);

    /// <summary>A number of at least 0.</summary>
    /// <param name="id">The rule's identifier.</param>
    /// <param name="name">The last part of the key.</param>
    /// <param name="value">The default.</param>
    internal static RuleOption Number(string id, string name, double value) => new(KeyOf(id, name), value);

    /// <summary>Whether the values are <c>true</c> and <c>false</c>.</summary>
    internal bool IsFlag { get; private init; }

    /// <summary>The default as <c>.editorconfig</c> has it.</summary>
    internal string DefaultText => IsFlag ? (Default == 0 ? "false" : "true") : Default.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is <c>true</c> or <c>false</c>, and <c>false</c> unless said.</summary>
    /// <param name="key">The whole key.</param>
    internal static RuleOption Flag(string key) => new(key, 0) { IsFlag = true };

    /// <summary>The value for a file; 1 stands for true.</summary>
    internal double Read(AnalyzerConfigOptions options) => IsFlag
        ? options.TryGetValue(Key, out string? flag) && bool.TryParse(flag, out bool isSet) ? (isSet ? 1 : 0) : Default
        : ReadNumber(options);

    private double ReadNumber(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value >= Minimum && !double.IsInfinity(value)
        && (!IsCount || (value == System.Math.Floor(value) && value <= int.MaxValue))
            ? value
            : Default;

    private static string KeyOf(string id, string name) => $"backpropgen.{id.ToLowerInvariant()}.{name}";
}
