using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen;

/// <summary>The moments that an optimizer keeps of some parameters.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>All fields have the size of an address: it is passed in pieces of that size, and a piece of two numbers that were just written would be
/// waited for until all work before is done.</remarks>
public readonly ref struct Moments<T>
    where T : unmanaged
{
    private readonly ref T _first;
    private readonly nint _length;
    private readonly nint _parameters;
    private readonly nint _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal Moments(Span<T> values, int parameters)
        : this(ref MemoryMarshal.GetReference(values), values.Length, parameters, parameters)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private Moments(ref T first, nint length, nint parameters, nint count)
    {
        _first = ref first;
        _length = length;
        _parameters = parameters;
        _count = count;
    }

    /// <summary>One moment of each of the parameters.</summary>
    /// <param name="moment">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The optimizer keeps fewer.</exception>
    public Span<T> this[int moment]
    {
        get
        {
            nint start = moment * _parameters;
            if (moment < 0 || start + _count > _length)
            {
                ThrowNone(moment);
            }

            return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _first, start), (int)_count);
        }
    }

    /// <summary>Those of some of the parameters, which there must be.</summary>
    internal Moments<T> Slice(int first, int count) => new(ref Unsafe.Add(ref _first, first), _length - first, _parameters, count);

    [DoesNotReturn]
    private static void ThrowNone(int moment) => throw new ArgumentOutOfRangeException(nameof(moment), moment, "The optimizer keeps fewer moments of each parameter.");
}
