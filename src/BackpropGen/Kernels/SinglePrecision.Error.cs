using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The error function of vectors of <see cref="float"/>.</summary>
internal static partial class SinglePrecision
{
    /// <summary>erf x, from one polynomial up to |x| = 1 and from its complement beyond.</summary>
    /// <remarks>Both polynomials are Chebyshev fits, made with mpmath, to less than 0.05 units in the last place of erf x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Erf(Vector<float> x)
    {
        // Beyond the limit the value rounds to 1.
        Vector<float> limit = new(4.1f), magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, limit), limit, magnitude);
        Vector<float> square = magnitude * magnitude;
        Vector<float> near = Vector.MultiplyAddEstimate(magnitude, ErfNearZero(square), magnitude);
        Vector<float> far = Vector<float>.One - (Exp(-square) * ScaledComplement(magnitude));
        Vector<int> isNear = Vector.LessThan(magnitude, Vector<float>.One);
        return VectorMath.CopySign(Vector.ConditionalSelect(isNear, near, far), x);
    }

    /// <summary>erf(x) / x − 1 as a polynomial in z = x², for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ErfNearZero(Vector<float> z)
    {
        Vector<float> p = new(7.87587506e-05f);
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(-0.000801686429f));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(0.00518908742f));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(-0.026854212f));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(0.112835947f));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(-0.376126267f));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<float>(0.128379166f));
        return p;
    }

    /// <summary>e^(x²) (1 − erf x) as a polynomial in u = (x − 2) / (x + 2), for 1 ≤ x ≤ 4.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ScaledComplement(Vector<float> x)
    {
        Vector<float> two = new(2f);
        Vector<float> u = (x - two) / (x + two);
        Vector<float> p = new(-0.000940545863f);
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(-0.000835842887f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.00699426608f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.00373203417f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(-0.0789784973f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.241658215f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(-0.427185848f));
        p = Vector.MultiplyAddEstimate(p, u, new Vector<float>(0.255395676f));
        return p;
    }
}
