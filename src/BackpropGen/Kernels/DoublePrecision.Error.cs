using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The error function of vectors of <see cref="double"/>.</summary>
internal static partial class DoublePrecision
{
    /// <summary>erf x, from one polynomial up to |x| = 1 and from its complement beyond.</summary>
    /// <remarks>Both polynomials are Chebyshev fits, made with mpmath, to less than 0.05 units in the last place of erf x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Erf(Vector<double> x)
    {
        // Beyond the limit the value rounds to 1.
        Vector<double> limit = new(6.0), magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, limit), limit, magnitude);
        Vector<double> square = magnitude * magnitude;
        Vector<double> near = Vector.MultiplyAddEstimate(magnitude, ErfNearZero(square), magnitude);
        Vector<double> far = Vector<double>.One - (Exp(-square) * ScaledComplement(magnitude));
        Vector<long> isNear = Vector.LessThan(magnitude, Vector<double>.One);
        return VectorMath.CopySign(Vector.ConditionalSelect(isNear, near, far), x);
    }

    /// <summary>erf(x) / x − 1 as a polynomial in z = x², for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ErfNearZero(Vector<double> z)
    {
        Vector<double> p = new(5.957176147748911e-11);
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-1.1372848856791674e-09));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.4659775274047436e-08));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-1.6350312701054695e-07));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.6461000484121368e-06));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-1.4925595266831182e-05));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(0.0001205533111164271));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-0.000854832698083379));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(0.0052239776248180145));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-0.026866170645076792));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(0.11283791670954879));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(-0.3761263890318375));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(0.1283791670955126));
        return p;
    }

    /// <summary>e^(x²) (1 − erf x) as a polynomial in u = (x − 2) / (x + 2), for 1 ≤ x ≤ 6.0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ScaledComplement(Vector<double> x)
    {
        Vector<double> two = new(2);
        Vector<double> u = (x - two) / (x + two);
        Vector<double> p = new(-1.1352571477273627e-06);
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(1.272567661840228e-06));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(4.011749647325067e-06));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(1.3058577122278017e-06));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-1.3998283772784976e-05));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-2.7562209161129353e-05));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(2.7527175557227246e-05));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(0.00017435947400205157));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(4.355558686575482e-05));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-0.0009819769411038642));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-0.00084714325299195));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(0.006997461736971578));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(0.0037328924043978336));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-0.07897858101570611));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(0.24165819424246585));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(-0.4271858474139585));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<double>(0.25539567631050575));
        return p;
    }
}
