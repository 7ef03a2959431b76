namespace BackpropGen.Kernels;

/// <summary>A span written in a nest of loops, with one stride, in elements, for each loop.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The inner stride is 1, or 0 where the inner loop is reduced; a stride of 0 reduces its loop. A span by itself
/// converts to the contiguous target over the whole nest, row by row. A target may be an operand of the same call when
/// both have the same data and strides; any other overlap leaves the result undefined.</remarks>
public readonly ref struct Target<T>
    where T : unmanaged
{
    internal readonly Span<T> Data;
    internal readonly Strides Strides;

    /// <summary>A target of a single loop.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Target(Span<T> data, int stride0)
        : this(data, new Strides(0, 0, 0, stride0, 1))
    {
    }

    /// <summary>A target of two loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outer stride.</param>
    /// <param name="stride1">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Target(Span<T> data, int stride0, int stride1)
        : this(data, new Strides(0, 0, stride0, stride1, 2))
    {
    }

    /// <summary>A target of three loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outermost stride.</param>
    /// <param name="stride1">The middle stride.</param>
    /// <param name="stride2">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Target(Span<T> data, int stride0, int stride1, int stride2)
        : this(data, new Strides(0, stride0, stride1, stride2, 3))
    {
    }

    /// <summary>A target of four loops.</summary>
    /// <param name="data">The elements.</param>
    /// <param name="stride0">The outermost stride.</param>
    /// <param name="stride1">The second stride.</param>
    /// <param name="stride2">The third stride.</param>
    /// <param name="stride3">The inner stride, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    public Target(Span<T> data, int stride0, int stride1, int stride2, int stride3)
        : this(data, new Strides(stride0, stride1, stride2, stride3, 4))
    {
    }

    private Target(Span<T> data, Strides strides)
    {
        Data = data;
        Strides = strides;
    }

    /// <summary>The contiguous target over a whole nest.</summary>
    /// <param name="data">The elements, row by row.</param>
    public static implicit operator Target<T>(Span<T> data) =>
        new(data, new Strides(0, 0, 0, 0, Strides.Contiguous));
}
