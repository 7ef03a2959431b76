using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>A step of <see cref="Adam"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct AdamUpdate<T> : IUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The decay β₁ of the mean of gradients.</summary>
    public required T Beta1 { get; init; }

    /// <summary>1 − β₁.</summary>
    public required T Rest1 { get; init; }

    /// <summary>The decay β₂ of the mean of their squares.</summary>
    public required T Beta2 { get; init; }

    /// <summary>1 − β₂.</summary>
    public required T Rest2 { get; init; }

    /// <summary>The learning rate η / (1 − β₁ᵗ).</summary>
    public required T Rate { get; init; }

    /// <summary>1 / √(1 − β₂ᵗ), which scales the root of the squares' mean.</summary>
    public required T RootScale { get; init; }

    /// <summary>What keeps the divisor from 0.</summary>
    public required T Epsilon { get; init; }

    /// <summary>What the parameters are multiplied with before the update.</summary>
    public required T Retention { get; init; }

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V parameters, V gradients, ref V first, ref V second)
        where V : unmanaged, ILanes<V, T>
    {
        first = UpdateLoop.Flush<V, T>((V.Broadcast(Beta1) * first) + (V.Broadcast(Rest1) * gradients));
        second = UpdateLoop.Flush<V, T>((V.Broadcast(Beta2) * second) + (V.Broadcast(Rest2) * gradients * gradients));
        V divisor = (V.Sqrt(second) * V.Broadcast(RootScale)) + V.Broadcast(Epsilon);
        return (V.Broadcast(Retention) * parameters) - (V.Broadcast(Rate) * (first / divisor));
    }
}
