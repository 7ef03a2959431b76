using System.Numerics;

namespace BackpropGen.Kernels;

public static partial class VectorMath
{
    /// <summary>The sine.</summary>
    /// <remarks>The error is at most 4 units in the last place, for arguments up to 2⁵⁰ (2⁴⁰ in single precision), beside multiples of π/2 too.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Sin<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Sin(x.As<T, float>()).As<float, T>()
            : QuarterTurn.CorrectSine(x.As<T, double>(), Vector.Sin(x.As<T, double>())).As<double, T>();

    /// <summary>The cosine.</summary>
    /// <remarks>The error is at most 4 units in the last place, for arguments up to 2⁵⁰ (2⁴⁰ in single precision), beside multiples of π/2 too.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Cos<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Cos(x.As<T, float>()).As<float, T>()
            : QuarterTurn.CorrectCosine(x.As<T, double>(), Vector.Cos(x.As<T, double>())).As<double, T>();

    /// <summary>The tangent.</summary>
    /// <remarks>The error is at most 2 units in the last place, for arguments up to 2⁵⁰ (2⁴⁰ in single precision), beside multiples of π/2 too.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Tan<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, TanOf<T>>(x);

    /// <summary>The inverse sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Asin<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AsinOf<T>>(x);

    /// <summary>The inverse cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Acos<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AcosOf<T>>(x);

    /// <summary>The inverse tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Atan<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AtanOf<T>>(x);

    /// <summary>The hyperbolic sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Sinh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, SinhOf<T>>(x);

    /// <summary>The hyperbolic cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Cosh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, CoshOf<T>>(x);

    /// <summary>The inverse hyperbolic sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Asinh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AsinhOf<T>>(x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Acosh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AcoshOf<T>>(x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Atanh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, AtanhOf<T>>(x);

    /// <summary>The cube root.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Cbrt<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, CbrtOf<T>>(x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Erf<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SinglePrecision.Erf(x.As<T, float>()).As<float, T>()
            : DoublePrecision.Erf(x.As<T, double>()).As<double, T>();

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static Vector<T> Erfc<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, ErfcOf<T>>(x);

    /// <summary>The angle of the point (x, y).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    public static Vector<T> Atan2<T>(Vector<T> y, Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, Atan2Of<T>>(y, x);

    /// <summary>x raised to the power y.</summary>
    /// <remarks>The error is at most 2 units in the last place. Zeros, infinities and NaN have the values of <see cref="Math.Pow"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    public static Vector<T> Pow<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // x · 0 is 0 for every finite x and NaN for all others.
        if (!Vector.EqualsAll((x * Vector<T>.Zero) + (y * Vector<T>.Zero), Vector<T>.Zero) || Vector.EqualsAny(x, Vector<T>.Zero))
        {
            return PerLane<T, PowOf<T>>(x, y);
        }

        return typeof(T) == typeof(float)
            ? SinglePrecision.Pow(x.As<T, float>(), y.As<T, float>()).As<float, T>()
            : DoublePrecision.Pow(x.As<T, double>(), y.As<T, double>()).As<double, T>();
    }

    /// <summary>√(x² + y²), without overflow.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other leg.</param>
    public static Vector<T> Hypot<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<T, HypotOf<T>>(x, y);
}
