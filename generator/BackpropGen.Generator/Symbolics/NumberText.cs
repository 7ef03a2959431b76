using System;
using System.Numerics;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Numbers as text: the shortest decimal that reads back as the same bits, in any culture and on any host
/// (.NET Framework's own formatting is neither shortest nor exact).</summary>
internal static class NumberText
{
    /// <summary>A C# literal: <c>0.5f</c>, <c>2.0</c>, <c>1e-05f</c>, <c>float.NaN</c>, <c>double.PositiveInfinity</c>.</summary>
    public static string Literal(double value, Precision precision)
    {
        var type = precision == Precision.Single ? "float" : "double";
        value = precision == Precision.Single ? (float)value : value;
        if (double.IsNaN(value))
        {
            return type + ".NaN";
        }

        if (double.IsInfinity(value))
        {
            return type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        var text = precision == Precision.Single ? Shortest((float)value) : Shortest(value);
        return precision == Precision.Single ? text + "f"
            : text.IndexOf('.') < 0 && text.IndexOf('e') < 0 ? text + ".0"
            : text;
    }

    /// <summary>The shortest decimal of a double: <c>0.1</c>, <c>2</c>, <c>1e-05</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    public static string Shortest(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var exponent = (int)((bits >> 52) & 0x7FF);
        return Sign(bits < 0) + Magnitude(fraction, exponent, 52, 1075);
    }

    /// <summary>The shortest decimal of a float.</summary>
    public static string Shortest(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
        {
            return Shortest((double)value);
        }

        var bits = BitConverter.ToInt32(BitConverter.GetBytes(value), 0);
        return Sign(bits < 0) + Magnitude(bits & 0x7FFFFF, (bits >> 23) & 0xFF, 23, 150);
    }

    /// <summary>The double that the shortest decimal of a float denotes: 0.1 for 0.1f. Rounded to float it is the same number again.</summary>
    public static double FromSingle(float value) =>
        float.IsNaN(value) || float.IsInfinity(value) ? value : double.Parse(Shortest(value), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static string Sign(bool isNegative) => isNegative ? "-" : "";

    private static string Magnitude(long fraction, int biasedExponent, int fractionBits, int bias)
    {
        var mantissa = biasedExponent == 0 ? fraction : fraction | (1L << fractionBits);
        if (mantissa == 0)
        {
            return "0";
        }

        var exponent = Math.Max(biasedExponent, 1) - bias;
        var isLowestOfItsBinade = fraction == 0 && biasedExponent > 1;
        var (digits, point) = Digits(mantissa, exponent, isLowestOfItsBinade);
        return Place(digits, point);
    }

    /// <summary>The digits d and the exponent k with 0.d × 10ᵏ the shortest decimal nearer to m × 2ᵉ than to its neighbours.
    /// Source: Steele and White, How to print floating-point numbers accurately, 1990, in the form of Burger and Dybvig, 1996.</summary>
    private static (string Digits, int Point) Digits(long mantissa, int exponent, bool isLowestOfItsBinade)
    {
        var shift = isLowestOfItsBinade ? 2 : 1;
        var numerator = new BigInteger(mantissa) << (Math.Max(exponent, 0) + shift);
        var denominator = BigInteger.One << (Math.Max(-exponent, 0) + shift);
        var lower = BigInteger.One << Math.Max(exponent, 0);
        var upper = isLowestOfItsBinade ? lower << 1 : lower;
        var isEven = (mantissa & 1) == 0;

        // The smallest k with value + half a gap below 10ᵏ, from an estimate one or two below it.
        var point = (int)Math.Floor(Math.Log10(mantissa) + (exponent * 0.30102999566398120)) - 1;
        if (point >= 0)
        {
            denominator *= BigInteger.Pow(10, point);
        }
        else
        {
            var scale = BigInteger.Pow(10, -point);
            (numerator, lower, upper) = (numerator * scale, lower * scale, upper * scale);
        }

        while (isEven ? numerator + upper >= denominator : numerator + upper > denominator)
        {
            denominator *= 10;
            point++;
        }

        var digits = new StringBuilder();
        while (true)
        {
            (numerator, lower, upper) = (numerator * 10, lower * 10, upper * 10);
            var digit = (int)BigInteger.DivRem(numerator, denominator, out numerator);
            var isLow = isEven ? numerator <= lower : numerator < lower;
            var isHigh = isEven ? numerator + upper >= denominator : numerator + upper > denominator;
            if (isLow || isHigh)
            {
                var roundsUp = isHigh && (!isLow || numerator * 2 >= denominator);
                digits.Append((char)('0' + digit + (roundsUp ? 1 : 0)));
                return (digits.ToString(), point);
            }

            digits.Append((char)('0' + digit));
        }
    }

    /// <summary>Sets the decimal point: in place from 10⁻⁴ to 10¹⁵, else with an exponent of at least two digits.</summary>
    private static string Place(string digits, int point)
    {
        if (point > 15 || point < -3)
        {
            var exponent = point - 1;
            var fraction = digits.Length > 1 ? "." + digits.Substring(1) : "";
            return digits[0] + fraction + (exponent < 0 ? "e-" : "e+") + Invariant(Math.Abs(exponent)).PadLeft(2, '0');
        }

        return point <= 0 ? "0." + new string('0', -point) + digits
            : point >= digits.Length ? digits + new string('0', point - digits.Length)
            : digits.Substring(0, point) + "." + digits.Substring(point);
    }

    private static string Invariant(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
