using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The logistic function, its integral, and the normal density.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class Logistic<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ), without overflow: e⁻|ˣ| is at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid(V x)
    {
        V e = Exponential<V, T>.ExpOfMinusMagnitude(x);
        return V.Select(V.LessThan(x, V.Zero), e, V.One) / (V.One + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|ˣ|), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Softplus(V x)
    {
        V positive = V.AtLeast(x, 0);
        return positive + Logarithm<V, T>.Log1pOfUnit(Exponential<V, T>.ExpOfMinusMagnitude(x));
    }

    /// <summary>The standard normal density e^(−x²/2) / √(2π); the square's rounding error is put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalDensity(V x)
    {
        // Beyond 64 the value is zero in either precision; the bound keeps x² finite.
        V magnitude = V.AtMost(V.Abs(x), 64);
        V square = magnitude * magnitude, error = V.FusedMultiplyAdd(magnitude, magnitude, -square);
        V value = V.Constant(0.39894228040143267794) * Exponential<V, T>.ExpOfMinusMagnitude(V.Constant(0.5) * square);
        return V.MultiplyAdd(value, V.Constant(-0.5) * error, value);
    }
}
