using System.Globalization;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Numbers in messages: the same in every culture.</summary>
internal static class Figures
{
    /// <summary>A number with three digits after the point, or as <c>4.8e-07</c> where that says more.</summary>
    internal static string Of(double value) => (value is 0 or >= 0.01 and < 10000)
        ? value.ToString("0.###", CultureInfo.InvariantCulture)
        : value.ToString("0.#e-00", CultureInfo.InvariantCulture);
}
