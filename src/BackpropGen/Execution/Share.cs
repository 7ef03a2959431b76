using System.Runtime.CompilerServices;

namespace BackpropGen.Execution;

/// <summary>What one thread does of a phase: some of the batch's samples, or some of each result's elements. It depends on
/// the numbers alone, never on which thread is free, so that the same number of threads gives the same bits.</summary>
public readonly struct Share
{
    /// <summary>Results are parted at multiples of this, so that no two threads write to one cache line or cut a panel of weights.</summary>
    private const int Grain = 32;

    private readonly int _number;
    private readonly int _shares;
    private readonly int _samples;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Share(int number, int shares, int samples)
    {
        _number = number;
        _shares = shares;
        _samples = samples;
        First = (int)((long)samples * number / shares);
        Count = (int)((long)samples * (number + 1) / shares) - First;
    }

    // A small step takes hardly longer than the divisions.
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private Share(int samples) => (_shares, _samples, Count) = (1, samples, samples);

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private Share(in Share whole, int first, int count)
    {
        this = whole;
        First = first;
        Count = count;
    }

    /// <summary>The first of its samples.</summary>
    public int First { get; }

    /// <summary>The number of its samples.</summary>
    public int Count { get; }

    /// <summary>Whether it is everything.</summary>
    internal bool IsWhole => _shares == 1;

    /// <summary>The share of a thread that does everything.</summary>
    /// <param name="samples">The number of samples in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static Share Whole(int samples) => new(samples);

    /// <summary>Some of its samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal Share Part(int first, int count) => new(in this, First + first, count);

    /// <summary>Its samples of a column.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="column">All samples, one after the other.</param>
    /// <param name="size">The number of elements of one.</param>
    public ReadOnlySpan<T> Rows<T>(ReadOnlySpan<T> column, int size) => column.Slice(First * size, Count * size);

    /// <inheritdoc cref="Rows{T}(ReadOnlySpan{T}, int)"/>
    public Span<T> Rows<T>(Span<T> column, int size) => column.Slice(First * size, Count * size);

    /// <summary>Its samples of a value in the workspace.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="workspace">The values one after the other, each with all samples.</param>
    /// <param name="offset">The number of elements a sample of the values before.</param>
    /// <param name="size">The number of elements a sample.</param>
    public Span<T> Rows<T>(Span<T> workspace, int offset, int size) => workspace.Slice((offset * _samples) + (First * size), Count * size);

    /// <summary>Its part of a result's elements; none where there are fewer than threads.</summary>
    /// <param name="length">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int First, int Count) Of(int length)
    {
        if (_shares == 1)
        {
            return (0, length);
        }

        long grains = (length + Grain - 1) / Grain;
        int first = Math.Min(length, Grain * (int)(grains * _number / _shares));
        return (first, Math.Min(length, Grain * (int)(grains * (_number + 1) / _shares)) - first);
    }
}
