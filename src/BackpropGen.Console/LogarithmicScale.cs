using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Console;

/// <summary>An axis on which each power of ten is as long as the others.</summary>
/// <param name="From">The power of ten at its left end.</param>
/// <param name="To">The power of ten at its right end, above the other.</param>
public sealed record LogarithmicScale(int From, int To)
{
    /// <summary>The number of powers that an axis shows at least: one value alone has no length.</summary>
    private const int ShortestSpan = 3;

    private const char Tick = '·';

    /// <summary>The shortest scale from one power of ten to another that holds 1 and all values that have a logarithm.</summary>
    /// <param name="values">The values; 0, infinite ones and those that are not a number do not count.</param>
    public static LogarithmicScale Of(IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(static value => value > 0 && double.IsFinite(value)).Select(Math.Log10), 0];
        int from = (int)Math.Floor(exponents.Min()), to = (int)Math.Ceiling(exponents.Max());
        return new LogarithmicScale(Math.Min(from, to - ShortestSpan), to);
    }

    /// <summary>Where a value lies, from 0 at the left end to 1 at the right one; values beyond an end lie at that end.</summary>
    /// <param name="value">The value; what is not a number lies at the left end.</param>
    internal double Position(double value) =>
        value > 0 ? Math.Clamp((Math.Log10(value) - From) / (To - From), 0, 1) : 0;

    /// <summary>The axis as a line of text: <c>1e-6········1e-3········1</c>. Each label starts where its value lies, but for
    /// the last one, which ends there; those that would touch another are left out.</summary>
    /// <param name="width">The number of columns.</param>
    internal string Axis(int width)
    {
        string last = Label(To);
        var axis = new StringBuilder(new string(Tick, width - last.Length)).Append(last);
        int free = 0;
        for (int power = From; power < To; power++)
        {
            string label = Label(power);
            int column = (power - From) * width / (To - From);
            if (column >= free && column + label.Length < width - last.Length)
            {
                axis.Remove(column, label.Length).Insert(column, label);
                free = column + label.Length + 1;
            }
        }

        return axis.ToString();
    }

    private static string Label(int power) => power == 0 ? "1" : string.Create(CultureInfo.InvariantCulture, $"1e{power}");
}
