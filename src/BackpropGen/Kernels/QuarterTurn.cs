using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>Sine, cosine and tangent beside their zeros and poles, where the distance to the next multiple of π/2 decides every digit.</summary>
/// <remarks>Cody and Waite's reduction in four parts of π/2, with fused multiplications: Muller, Elementary Functions, 3rd edition, 2016, section 11.3.
/// Below 2⁵⁰ no double lies nearer than 2⁻⁶² to a multiple, and the distance errs by less than 2⁻⁵³ of itself.</remarks>
internal static class QuarterTurn
{
    /// <summary>Results that are smaller, and reciprocals of larger ones, are computed here.</summary>
    private const double Near = 1.0 / (1 << 20);

    private const double Largest = 1L << 50;

    private const double First = 1.5707963267948966;
    private const double Second = 6.123233995736766e-17;
    private const double Third = -1.4973849048591698e-33;
    private const double Fourth = 5.562271104316826e-50;

    /// <summary>The sine, given one that is right to an absolute error.</summary>
    public static Vector<double> CorrectSine(Vector<double> x, Vector<double> sine) => Correct(x, sine, shift: 0);

    /// <summary>The cosine, given one that is right to an absolute error.</summary>
    public static Vector<double> CorrectCosine(Vector<double> x, Vector<double> cosine) => Correct(x, cosine, shift: 1);

    /// <summary>The tangent, given one that is right away from its zeros and poles.</summary>
    public static double CorrectTangent(double x, double tangent)
    {
        double size = Math.Abs(x), slope = Math.Abs(tangent);
        return size > 1 && size <= Largest && (slope < Near || slope * Near > 1) ? Sine(x, 0) / Sine(x, 1) : tangent;
    }

    private static Vector<double> Correct(Vector<double> x, Vector<double> value, long shift)
    {
        Vector<double> size = Vector.Abs(x);
        Vector<long> isNear = Vector.LessThan(Vector.Abs(value), new Vector<double>(Near))
            & Vector.GreaterThan(size, Vector<double>.One) & Vector.LessThanOrEqual(size, new Vector<double>(Largest));
        if (isNear == Vector<long>.Zero)
        {
            return value;
        }

        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            if (isNear[lane] != 0)
            {
                value = value.WithElement(lane, Sine(x[lane], shift));
            }
        }

        return value;
    }

    /// <summary>sin(x + shift · π/2).</summary>
    private static double Sine(double x, long shift)
    {
        double turns = Math.Round(x * (2 / Math.PI));
        var (high, low) = Distance(x, turns);
        long quadrant = (long)turns + shift;
        var (sine, cosine) = Math.SinCos(high);
        double value = (quadrant & 1) == 0 ? sine + (low * cosine) : cosine - (low * sine);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>x − turns · π/2, as a sum of two numbers.</summary>
    private static (double High, double Low) Distance(double x, double turns)
    {
        // The first difference is exact: it is a multiple of 2⁻⁵² below 2.
        double first = Math.FusedMultiplyAdd(-turns, First, x);
        double second = turns * Second, third = turns * Third;
        var (a, lost) = Sum(first, -second);
        var (b, lostNext) = Sum(a, -Math.FusedMultiplyAdd(turns, Second, -second));
        var (c, lostLast) = Sum(b, -third);
        double rest = lost + lostNext + lostLast - Math.FusedMultiplyAdd(turns, Third, -third) - (turns * Fourth);
        return Sum(c, rest);
    }

    /// <summary>A sum and what its rounding loses (Knuth, The Art of Computer Programming, volume 2, section 4.2.2).</summary>
    private static (double Sum, double Lost) Sum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }
}
