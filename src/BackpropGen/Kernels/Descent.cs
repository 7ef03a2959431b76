using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>
/// Plain gradient descent, <c>p ← p − η g</c>, of parameters whose gradient is a product: where it is on, the product's numbers move
/// the parameters while they are in registers, and the gradient need not be stored. Off unless an optimizer says so.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct Descent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Descent(Span<T> parameters, T rate)
    {
        Parameters = parameters;
        Rate = rate;
    }

    /// <summary>The parameters, from the first that the product moves on; none where it is off.</summary>
    internal Span<T> Parameters { get; }

    /// <summary>The learning rate η.</summary>
    internal T Rate { get; }

    /// <summary>Whether parameters are moved, not their gradient stored.</summary>
    internal bool IsOn => !Parameters.IsEmpty;

    /// <summary>The same from a parameter on.</summary>
    /// <param name="first">The parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Descent<T> Slice(int first) => IsOn ? new(Parameters[first..], Rate) : this;

    /// <summary>Moves the parameters by a gradient.</summary>
    internal void Move(ReadOnlySpan<T> gradients) =>
        UpdateLoop.Run(new SgdUpdate<T> { Rate = Rate }, Parameters[..gradients.Length], gradients, default);
}
