using System;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Constants that mathematics writes otherwise than by digits.</summary>
internal static class NotableConstants
{
    private static readonly (double Value, string Numerator, string Denominator)[] Table =
    [
        (Math.PI, "π", ""),
        (2 * Math.PI, "2π", ""),
        (Math.PI / 2, "π", "2"),
        (1 / Math.PI, "", "π"),
        (Math.E, "e", ""),
        (Math.Log(2), "ln 2", ""),
        (1 / Math.Log(2), "", "ln 2"),
        (Math.Log(10), "ln 10", ""),
        (1 / Math.Log(10), "", "ln 10"),
        (Math.Sqrt(2), "√2", ""),
        (1 / Math.Sqrt(2), "", "√2"),
        (Math.Sqrt(2 * Math.PI), "√(2π)", ""),
        (1 / Math.Sqrt(2 * Math.PI), "", "√(2π)"),
        (Math.Sqrt(Math.PI), "√π", ""),
        (1 / Math.Sqrt(Math.PI), "", "√π"),
        (2 / Math.Sqrt(Math.PI), "2", "√π"),
        (Math.Sqrt(2 / Math.PI), "√(2/π)", ""),
    ];

    /// <summary>Numerator and denominator of a constant within two roundings of a notable one; an empty numerator is 1.</summary>
    public static (string Numerator, string Denominator)? Find(double value)
    {
        foreach (var row in Table)
        {
            if (Math.Abs(value - row.Value) <= 4.5e-16 * row.Value)
            {
                return (row.Numerator, row.Denominator);
            }
        }

        return null;
    }
}
