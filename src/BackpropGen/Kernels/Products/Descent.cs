using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>
/// Plain gradient descent, <c>p ← p − η g</c>, of parameters whose gradient is a product: where it is on, the product's numbers move
/// the parameters while they are in registers, and the gradient need not be stored. Off unless an optimizer says so.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>No struct within the struct: the compiler then keeps each field in a register. Copied as a whole from memory, what was just written there
/// field by field would be waited for until the step before is done.</remarks>
public readonly ref struct Descent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _first;
    private readonly int _count;
    private readonly T _rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Descent(Span<T> parameters, T rate)
    {
        _first = ref MemoryMarshal.GetReference(parameters);
        _count = parameters.Length;
        _rate = rate;
    }

    /// <summary>The parameters, from the first that the product moves on; none where it is off.</summary>
    internal Span<T> Parameters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref _first, _count);
    }

    /// <summary>The learning rate η.</summary>
    internal T Rate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _rate;
    }

    /// <summary>Whether parameters are moved, not their gradient stored.</summary>
    public bool IsOn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count > 0;
    }

    /// <summary>The same from a parameter on.</summary>
    /// <param name="first">The parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Descent<T> Slice(int first) => IsOn ? new(Parameters[first..], _rate) : this;

    /// <summary>Moves the first parameters by a gradient.</summary>
    internal void Move(ReadOnlySpan<T> gradients) =>
        UpdateLoop.Run(new SgdUpdate<T> { Rate = Rate }, Parameters[..gradients.Length], gradients, default);

    /// <summary>Moves some parameters, mostly none, by their part of a gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Move(ReadOnlySpan<T> gradients, int start, int end)
    {
        if (start < end)
        {
            Slice(start).Move(gradients[start..end]);
        }
    }
}
