using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The hyperbolic tangent, the logistic function, its integral, and the normal density.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class Logistic<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The hyperbolic tangent: t / (t + 2) with t = e²ˣ − 1, on |x| with the sign restored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh(V x)
    {
        // Beyond the limit the value rounds to 1.
        V magnitude = V.Clamp(V.Abs(x), 0, typeof(T) == typeof(float) ? 10 : 20);
        V t = Exponential<V, T>.Expm1(magnitude + magnitude);
        return V.CopySign(t / (t + V.Constant(2)), x);
    }

    /// <summary>The logistic function 1 / (1 + e⁻ˣ), without overflow: e⁻|ˣ| is at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid(V x)
    {
        V e = Exponential<V, T>.Exp(-V.Abs(x));
        return V.Select(V.LessThan(x, V.Zero), e, V.One) / (V.One + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|ˣ|), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Softplus(V x)
    {
        V positive = V.Select(V.GreaterThan(x, V.Zero), x, V.Zero);
        return positive + Logarithm<V, T>.Log1pOfUnit(Exponential<V, T>.Exp(-V.Abs(x)));
    }

    /// <summary>The standard normal density e^(−x²/2) / √(2π); the square's rounding error is put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalDensity(V x)
    {
        // Beyond 64 the value is zero in either precision; the bound keeps x² finite.
        V magnitude = V.Clamp(V.Abs(x), 0, 64);
        V square = magnitude * magnitude, error = V.FusedMultiplyAdd(magnitude, magnitude, -square);
        V value = V.Constant(0.39894228040143267794) * Exponential<V, T>.Exp(V.Constant(-0.5) * square);
        return V.MultiplyAdd(value, V.Constant(-0.5) * error, value);
    }
}
