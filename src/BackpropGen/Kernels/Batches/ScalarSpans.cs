using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

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
    public static void RequireLength(int length, long needed, string name)
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

    [DoesNotReturn]
    private static void ThrowLength(int length, long needed, string name) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The span must have {needed} elements, but has {length}."), name);
}
