using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>What the generated derivatives of scalar methods need of spans.</summary>
public static class ScalarSpans
{
    /// <summary>Requires a span of an exact length.</summary>
    /// <param name="length">The span's length.</param>
    /// <param name="needed">The length it must have.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength(int length, int needed, string name)
    {
        if (length != needed)
        {
            ThrowLength(length, needed, name);
        }
    }

    /// <summary>Requires that what is written does not lie over what is read.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="read">The span that is read.</param>
    /// <param name="written">The span that is written.</param>
    /// <param name="name">The name of the parameter that is written.</param>
    /// <exception cref="ArgumentException">The spans overlap.</exception>
    public static void RequireApart<T>(ReadOnlySpan<T> read, ReadOnlySpan<T> written, string name)
    {
        if (read.Overlaps(written))
        {
            throw new ArgumentException("The span overlaps one that is read.", name);
        }
    }

    /// <summary>The elements from an index on; the last one again behind it: a function that a user gives sees no other numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="column">The span.</param>
    /// <param name="index">The first element's index, at least 0 and below the span's length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> column, int index)
        where T : unmanaged =>
        (uint)index <= (uint)(column.Length - Vector<T>.Count) && column.Length >= Vector<T>.Count
            ? Vector.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)index)
            : LoadLast(column[index..]);

    /// <summary>Writes elements from an index on, as many as the span has there.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="column">The span.</param>
    /// <param name="index">The first element's index, at least 0 and below the span's length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> values, Span<T> column, int index)
        where T : unmanaged
    {
        if ((uint)index <= (uint)(column.Length - Vector<T>.Count) && column.Length >= Vector<T>.Count)
        {
            values.StoreUnsafe(ref MemoryMarshal.GetReference(column), (nuint)index);
        }
        else
        {
            StoreLast(values, column[index..]);
        }
    }

    [SkipLocalsInit]
    private static Vector<T> LoadLast<T>(ReadOnlySpan<T> rest)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        lanes.Fill(rest[^1]);
        rest.CopyTo(lanes);
        return new Vector<T>(lanes);
    }

    [SkipLocalsInit]
    private static void StoreLast<T>(Vector<T> values, Span<T> rest)
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        values.CopyTo(lanes);
        lanes[..rest.Length].CopyTo(rest);
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, int needed, string name) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The span must have {needed} elements, but has {length}."), name);
}
