using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace BackpropGen.Execution;

/// <summary>Checks the lengths of the spans that a caller hands to a generated method. Called by generated code.</summary>
/// <remarks>The checks are inlined and the messages are not: their text would take what the compiler inlines at most.</remarks>
public static class SampleCount
{
    /// <summary>The number of samples in a column.</summary>
    /// <param name="length">The column's length.</param>
    /// <param name="size">The number of elements of one sample.</param>
    /// <param name="shape">The shape of one sample, for the message.</param>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the size.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(int length, int size, string shape, string name)
    {
        if (length % size != 0)
        {
            ThrowPart(length, size, shape, name);
        }

        return length / size;
    }

    /// <summary>Sees that a column holds a number of samples.</summary>
    /// <param name="length">The column's length.</param>
    /// <param name="samples">The number of samples, as the first column has.</param>
    /// <param name="size">The number of elements of one sample.</param>
    /// <param name="shape">The shape of one sample, for the message.</param>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(int length, int samples, int size, string shape, string name)
    {
        if (length != (long)samples * size)
        {
            ThrowOther(length, samples, size, shape, name);
        }
    }

    /// <summary>Sees that there is a sample to take a mean over.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="name">The first column's name.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireAny(int samples, string name)
    {
        if (samples == 0)
        {
            ThrowNone(name);
        }
    }

    /// <summary>Sees that a gradient has one element for each parameter.</summary>
    /// <param name="length">The span's length.</param>
    /// <param name="parameters">The number of the model's parameters.</param>
    /// <param name="name">The span's name.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireGradients(int length, int parameters, string name)
    {
        if (length != parameters)
        {
            ThrowGradients(length, parameters, name);
        }
    }

    [DoesNotReturn]
    private static void ThrowPart(int length, int size, string shape, string name) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"Expected samples of shape {shape}, a multiple of {size} elements, but found {length}."), name);

    [DoesNotReturn]
    private static void ThrowOther(int length, int samples, int size, string shape, string name) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"Expected {samples} samples of shape {shape}, {(long)samples * size} elements, but found {length}."), name);

    [DoesNotReturn]
    private static void ThrowNone(string name) => throw new ArgumentException("Expected at least one sample, but found none.", name);

    [DoesNotReturn]
    private static void ThrowGradients(int length, int parameters, string name) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"Expected one gradient for each of the model's {parameters} parameters, but found {length}."), name);
}
