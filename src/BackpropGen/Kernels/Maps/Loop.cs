namespace BackpropGen.Kernels;

/// <summary>The extents of a nest of one to four loops; the last is the inner one.</summary>
/// <remarks>A nest with an extent of zero does nothing.</remarks>
public readonly struct Loop
{
    /// <summary>The extents, aligned at the inner end: missing outer loops run once.</summary>
    internal readonly int Extent0, Extent1, Extent2, Inner;

    /// <summary>How many loops were given.</summary>
    internal readonly int Rank;

    /// <summary>A single loop.</summary>
    /// <param name="e0">Its extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public Loop(int e0)
        : this(1, 1, 1, e0, 1)
    {
    }

    /// <summary>Two loops.</summary>
    /// <param name="e0">The outer extent.</param>
    /// <param name="e1">The inner extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public Loop(int e0, int e1)
        : this(1, 1, e0, e1, 2)
    {
    }

    /// <summary>Three loops.</summary>
    /// <param name="e0">The outermost extent.</param>
    /// <param name="e1">The middle extent.</param>
    /// <param name="e2">The inner extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public Loop(int e0, int e1, int e2)
        : this(1, e0, e1, e2, 3)
    {
    }

    /// <summary>Four loops.</summary>
    /// <param name="e0">The outermost extent.</param>
    /// <param name="e1">The second extent.</param>
    /// <param name="e2">The third extent.</param>
    /// <param name="e3">The inner extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public Loop(int e0, int e1, int e2, int e3)
        : this(e0, e1, e2, e3, 4)
    {
    }

    private Loop(int extent0, int extent1, int extent2, int inner, int rank)
    {
        if ((extent0 | extent1 | extent2 | inner) < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        Extent0 = extent0;
        Extent1 = extent1;
        Extent2 = extent2;
        Inner = inner;
        Rank = rank;
    }

    /// <summary>Whether some loop runs zero times.</summary>
    internal bool IsEmpty => Extent0 == 0 || Extent1 == 0 || Extent2 == 0 || Inner == 0;
}
