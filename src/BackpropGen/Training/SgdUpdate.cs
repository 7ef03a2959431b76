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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public nuint Rows<V>(ref T parameters, ref readonly T gradients, ref T firsts, ref T seconds, nuint start, nuint length)
        where V : unmanaged, ILanes<V, T> =>
        UpdateLoop.Rows<V, T, SgdUpdate<T>, Registers<V>>(new(V.Broadcast(Rate)), ref parameters, in gradients, ref firsts, ref seconds, start, length);

    private readonly struct Registers<V>(V rate) : IRegisterUpdate<V>
        where V : unmanaged, ILanes<V, T>
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of(V parameters, V gradients, ref V first, ref V second) => parameters - (rate * gradients);
    }
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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public nuint Rows<V>(ref T parameters, ref readonly T gradients, ref T firsts, ref T seconds, nuint start, nuint length)
        where V : unmanaged, ILanes<V, T> =>
        UpdateLoop.Rows<V, T, MomentumUpdate<T>, Registers<V>>(
            new(V.Broadcast(Rate), V.Broadcast(Momentum), Nesterov), ref parameters, in gradients, ref firsts, ref seconds, start, length);

    private readonly struct Registers<V>(V rate, V momentum, bool nesterov) : IRegisterUpdate<V>
        where V : unmanaged, ILanes<V, T>
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of(V parameters, V gradients, ref V first, ref V second)
        {
            first = UpdateLoop.Flush<V, T>((momentum * first) + gradients);
            V direction = nesterov ? gradients + (momentum * first) : first;
            return parameters - (rate * direction);
        }
    }
}
