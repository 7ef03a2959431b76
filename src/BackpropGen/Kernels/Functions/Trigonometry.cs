using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Sine, cosine and tangent, right beside their zeros and poles too, where the distance to the next multiple of π/2 decides
/// every digit.</summary>
/// <remarks>Cody and Waite's reduction in four parts of π/2, with fused multiplications: Muller, Elementary Functions, 3rd edition, 2016,
/// section 11.3. Below 2⁵⁰ no double lies nearer than 2⁻⁶² to a multiple, and the distance errs by less than 2⁻⁵³ of itself; in single
/// precision the limit is 2²⁰. Larger arguments are left to <see cref="Math"/>. The functions are too long to be repeated in every loop; their
/// arguments come by reference, since a register passed by value is copied in parts.</remarks>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class Trigonometry<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The sine.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Sin(in V argument)
    {
        V x = argument;
        return IsLarge(x) ? PerLane<V, T>.Of<SinOf<T>>(x) : SineOf(x, quadrants: 0);
    }

    /// <summary>The cosine.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Cos(in V argument)
    {
        V x = argument;
        return IsLarge(x) ? PerLane<V, T>.Of<CosOf<T>>(x) : SineOf(x, quadrants: 1);
    }

    /// <summary>The tangent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Tan(in V argument)
    {
        V x = argument;
        if (IsLarge(x))
        {
            return PerLane<V, T>.Of<TanOf<T>>(x);
        }

        V turns = Turns(x, out _), high = Distance(x, turns, out V low);
        V sine = Sine(high, low), cosine = Cosine(high, low), half = V.Constant(0.5) * turns;
        V isEven = V.Equals(V.Floor(half), half);
        return V.Select(isEven, sine, -cosine) / V.Select(isEven, cosine, sine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLarge(V x) => V.Any(V.GreaterThan(V.Abs(x), V.Constant(typeof(T) == typeof(float) ? 1 << 20 : 1L << 50)));

    /// <summary>sin(x + quadrants · π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SineOf(V x, long quadrants)
    {
        V turns = Turns(x, out V quadrant), high = Distance(x, turns, out V low), half = V.Constant(0.5) * turns;
        V isEven = V.Equals(V.Floor(half), half), sine = Sine(high, low), cosine = Cosine(high, low);
        V value = quadrants == 0 ? V.Select(isEven, sine, cosine) : V.Select(isEven, cosine, sine);

        // In the upper two of four quadrants the sign changes: their second bit becomes the sign's.
        V turned = V.AddBits(quadrant, V.BroadcastBits(quadrants)), sign = typeof(T) == typeof(float) ? V.ShiftLeft(turned, 30) : V.ShiftLeft(turned, 62);
        return value ^ (sign & V.Constant(-0.0));
    }

    /// <summary>The integer nearest to x / (π/2); its low bits are those of <paramref name="bits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Turns(V x, out V bits)
    {
        V shift = V.Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
        bits = V.MultiplyAdd(x, V.Constant(2 / Math.PI), shift);
        return bits - shift;
    }

    /// <summary>x − turns · π/2, as a sum of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Distance(V x, V turns, out V low)
    {
        // The first difference is exact: it is a multiple of the last place of π/2's first part, and below 2.
        V secondPart = V.Constant(typeof(T) == typeof(float) ? -4.371138828673793e-08 : 6.123233995736766e-17);
        V thirdPart = V.Constant(typeof(T) == typeof(float) ? -1.7151245100058819e-15 : -1.4973849048591698e-33);
        V fourthPart = V.Constant(typeof(T) == typeof(float) ? 1.056299898220315e-23 : 5.562271104316826e-50);
        V first = V.FusedMultiplyAdd(-turns, V.Constant(typeof(T) == typeof(float) ? 1.5707963705062866 : 1.5707963267948966), x);
        V second = turns * secondPart, third = turns * thirdPart;
        V a = Sum(first, -second, out V lost);
        V b = Sum(a, -V.FusedMultiplyAdd(turns, secondPart, -second), out V lostNext);
        V c = Sum(b, -third, out V lostLast);
        V rest = lost + lostNext + lostLast - V.FusedMultiplyAdd(turns, thirdPart, -third) - (turns * fourthPart);
        V high = Sum(c, rest, out low);

        // Nothing is lost, and zero keeps its sign, where there is nothing to reduce.
        V isReduced = V.Equals(turns, V.Zero);
        low = V.Select(isReduced, V.Zero, low);
        return V.Select(isReduced, x, high);
    }

    /// <summary>A sum and what its rounding loses (Knuth, The Art of Computer Programming, volume 2, section 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum(V a, V b, out V lost)
    {
        V sum = a + b, part = sum - a;
        lost = a - (sum - part) + (b - part);
        return sum;
    }

    /// <summary>sin(x + c) = x + x³ S(x²) + c (1 − x²/2) for |x| a little above π/4 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sine(V x, V c)
    {
        V z = x * x, p;
        if (typeof(T) == typeof(float))
        {
            p = V.MultiplyAdd(z, V.Constant(-0.000195052397), 0.00833209031);
            p = V.MultiplyAdd(p, z, -0.166666536);
        }
        else
        {
            p = V.MultiplyAdd(z, V.Constant(1.5890770336822635e-10), -2.505065579211585e-08);
            p = V.MultiplyAdd(p, z, 2.755731305077892e-06);
            p = V.MultiplyAdd(p, z, -0.00019841269828002343);
            p = V.MultiplyAdd(p, z, 0.008333333333320222);
            p = V.MultiplyAdd(p, z, -0.16666666666666624);
        }

        V slope = V.MultiplyAdd(z, V.Constant(-0.5), V.One);
        V value = x + V.MultiplyAdd(x * z, p, c * slope);
        return V.CopySign(value, x);
    }

    /// <summary>cos(x + c) = 1 − x²/2 + x⁴ C(x²) − c x for |x| a little above π/4 at most; what 1 − x²/2 loses is put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Cosine(V x, V c)
    {
        V z = x * x, p;
        if (typeof(T) == typeof(float))
        {
            p = V.MultiplyAdd(z, V.Constant(2.44249234e-05), -0.00138872518);
            p = V.MultiplyAdd(p, z, 0.0416666446);
        }
        else
        {
            p = V.MultiplyAdd(z, V.Constant(-1.135552131383971e-11), 2.0875644929895748e-09);
            p = V.MultiplyAdd(p, z, -2.7557313787683784e-07);
            p = V.MultiplyAdd(p, z, 2.480158728757526e-05);
            p = V.MultiplyAdd(p, z, -0.001388888888887116);
            p = V.MultiplyAdd(p, z, 0.04166666666666658);
        }

        V halfSquare = V.Constant(0.5) * z, start = V.One - halfSquare;
        return start + (V.One - start - halfSquare + V.MultiplyAdd(z * z, p, -(c * x)));
    }
}
