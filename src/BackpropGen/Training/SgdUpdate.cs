using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>A step of <see cref="Sgd"/> without momentum.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct SgdUpdate<T> : IUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The learning rate.</summary>
    public required T Rate { get; init; }

    /// <inheritdoc/>
    public static int Moments => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V parameters, V gradients, ref V first, ref V second)
        where V : unmanaged, ILanes<V, T> => parameters - (V.Broadcast(Rate) * gradients);
}

/// <summary>A step of <see cref="Sgd"/> with momentum.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct MomentumUpdate<T> : IUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The learning rate.</summary>
    public required T Rate { get; init; }

    /// <summary>The momentum μ.</summary>
    public required T Momentum { get; init; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public required bool Nesterov { get; init; }

    /// <inheritdoc/>
    public static int Moments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V parameters, V gradients, ref V first, ref V second)
        where V : unmanaged, ILanes<V, T>
    {
        V momentum = V.Broadcast(Momentum);
        first = UpdateLoop.Flush<V, T>((momentum * first) + gradients);
        V direction = Nesterov ? gradients + (momentum * first) : first;
        return parameters - (V.Broadcast(Rate) * direction);
    }
}
