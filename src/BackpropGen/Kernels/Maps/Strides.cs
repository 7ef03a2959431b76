namespace BackpropGen.Kernels;

/// <summary>How far, in elements, each loop of a nest advances in a span.</summary>
internal readonly struct Strides
{
    /// <summary>The rank of strides that follow the loop's extents, row by row without gaps.</summary>
    internal const int Contiguous = -1;

    /// <summary>The strides, aligned at the inner end as the extents of <see cref="Loop"/>.</summary>
    internal readonly int Stride0, Stride1, Stride2, Inner;

    /// <summary>How many strides were given; zero for an operand that is absent.</summary>
    internal readonly int Rank;

    internal Strides(int stride0, int stride1, int stride2, int inner, int rank)
    {
        if ((stride0 | stride1 | stride2 | inner) < 0)
        {
            KernelErrors.ThrowNegativeStride();
        }

        Stride0 = stride0;
        Stride1 = stride1;
        Stride2 = stride2;
        Inner = inner;
        Rank = rank;
    }

    /// <summary>The strides over a loop that is not empty, once they are known to stay inside a span.</summary>
    /// <param name="loop">The nest.</param>
    /// <param name="length">The span's length.</param>
    /// <param name="name">The operand, for the exception.</param>
    /// <exception cref="ArgumentException">The span is too short, the numbers of loops differ, or the inner stride is
    /// neither 0 nor 1.</exception>
    internal Strides Over(in Loop loop, int length, string name)
    {
        if (Rank == Contiguous)
        {
            long outer2 = loop.Inner, outer1 = outer2 * loop.Extent2, outer0 = outer1 * loop.Extent1;
            if (outer0 > length || outer0 * loop.Extent0 > length)
            {
                KernelErrors.ThrowTooShort(name, length, outer0 * loop.Extent0);
            }

            return new Strides((int)outer0, (int)outer1, (int)outer2, 1, loop.Rank);
        }

        if (Rank != loop.Rank)
        {
            KernelErrors.ThrowRank(name, Rank, loop.Rank);
        }

        long last = ((long)(loop.Extent0 - 1) * Stride0) + ((long)(loop.Extent1 - 1) * Stride1)
            + ((long)(loop.Extent2 - 1) * Stride2) + ((long)(loop.Inner - 1) * Inner);
        if (last >= length)
        {
            KernelErrors.ThrowTooShort(name, length, last + 1);
        }

        if (Inner > 1 && loop.Inner > 1)
        {
            KernelErrors.ThrowInnerStride(name, Inner);
        }

        return this;
    }
}
