using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Summaries;

/// <summary>Writes predicted gradient ratios: to three digits, since they are estimates.</summary>
internal static class RatioText
{
    /// <summary><c>0.236</c>, <c>12.3</c>, <c>2.03e-06</c>.</summary>
    internal static string Of(double ratio)
    {
        double rounded = Rounded(ratio, 3);
        return rounded == 0 ? "0"
            : rounded is >= 1e-3 and < 1e3 ? rounded.ToString("0.#####", CultureInfo.InvariantCulture)
            : rounded.ToString("0.##e-00", CultureInfo.InvariantCulture);
    }

    /// <summary>The ratios of repeated layers from the first to the last, <c>0.0557 … 0.236</c>; empty where none is predicted.</summary>
    internal static string Of(IEnumerable<LayerDescription> layers)
    {
        string[] texts = [.. layers.Where(static layer => layer.GradientRatio is not null).Select(static layer => Of(layer.GradientRatio!.Value))];
        return texts.Length == 0 ? "" : texts[0] == texts[texts.Length - 1] ? texts[0] : $"{texts[0]} … {texts[texts.Length - 1]}";
    }

    /// <summary>A number to some significant digits, the same on every machine.</summary>
    internal static double Rounded(double value, int digits) => double.Parse(
        value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
