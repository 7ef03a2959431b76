namespace BackpropGen.Kernels;

/// <summary>A span read in a nest of loops, with one stride, in elements, for each loop.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The inner stride is 1, or 0 for one value that holds for the whole inner row; outer strides are zero or
/// positive. A span by itself converts to the contiguous operand over the whole nest, row by row.</remarks>
public readonly ref struct Operand<T>
    where T : unmanaged
{
    internal readonly ReadOnlySpan<T> Data;
    internal readonly Strides Strides;

    /// <summary>An operand of a single loop.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Operand(ReadOnlySpan<T> data, int stride0)
        : this(data, new Strides(0, 0, 0, stride0, 1))
    {
    }

    /// <summary>An operand of two loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outer stride.</param>
    /// <param name="stride1">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Operand(ReadOnlySpan<T> data, int stride0, int stride1)
        : this(data, new Strides(0, 0, stride0, stride1, 2))
    {
    }

    /// <summary>An operand of three loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outermost stride.</param>
    /// <param name="stride1">The middle stride.</param>
    /// <param name="stride2">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Operand(ReadOnlySpan<T> data, int stride0, int stride1, int stride2)
        : this(data, new Strides(0, stride0, stride1, stride2, 3))
    {
    }

    /// <summary>An operand of four loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outermost stride.</param>
    /// <param name="stride1">The second stride.</param>
    /// <param name="stride2">The third stride.</param>
    /// <param name="stride3">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Operand(ReadOnlySpan<T> data, int stride0, int stride1, int stride2, int stride3)
        : this(data, new Strides(stride0, stride1, stride2, stride3, 4))
    {
    }

    private Operand(ReadOnlySpan<T> data, Strides strides)
    {
        Data = data;
        Strides = strides;
    }

    /// <summary>The contiguous operand over a whole nest.</summary>
    /// <param name="data">The elements, row by row.</param>
    public static implicit operator Operand<T>(ReadOnlySpan<T> data) =>
        new(data, new Strides(0, 0, 0, 0, Strides.Contiguous));

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{T})"/>
    public static implicit operator Operand<T>(Span<T> data) => (ReadOnlySpan<T>)data;
}
