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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public nuint Rows<V>(ref T parameters, ref readonly T gradients, ref T firsts, ref T seconds, nuint start, nuint length)
        where V : unmanaged, ILanes<V, T> =>
        UpdateLoop.Rows<V, T, AdamUpdate<T>, Registers<V>>(new(this), ref parameters, in gradients, ref firsts, ref seconds, start, length);

    private readonly struct Registers<V>(AdamUpdate<T> numbers) : IRegisterUpdate<V>
        where V : unmanaged, ILanes<V, T>
    {
        private readonly V _beta1 = V.Broadcast(numbers.Beta1), _rest1 = V.Broadcast(numbers.Rest1);
        private readonly V _beta2 = V.Broadcast(numbers.Beta2), _rest2 = V.Broadcast(numbers.Rest2);
        private readonly V _rate = V.Broadcast(numbers.Rate), _retention = V.Broadcast(numbers.Retention);
        private readonly V _rootScale = V.Broadcast(numbers.RootScale), _epsilon = V.Broadcast(numbers.Epsilon);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of(V parameters, V gradients, ref V first, ref V second)
        {
            first = UpdateLoop.Flush<V, T>((_beta1 * first) + (_rest1 * gradients));
            second = UpdateLoop.Flush<V, T>((_beta2 * second) + (_rest2 * gradients * gradients));
            V divisor = (V.Sqrt(second) * _rootScale) + _epsilon;
            return (_retention * parameters) - (_rate * (first / divisor));
        }
    }
}
