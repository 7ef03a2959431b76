using System.Runtime.CompilerServices;

namespace BackpropGen.Execution;

/// <summary>Each thread's memory for small workspaces, one behind the other: renting from it takes no more than moving an end, where a
/// pool that threads share takes two interlocked operations, a fifth of the smallest training step.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class Arena<T>
    where T : unmanaged
{
    private const int Bytes = 32 * 1024;

    [ThreadStatic]
    private static Arena<T>? _ofThread;

    private readonly AlignedBuffer<T> _memory = new(Bytes / Unsafe.SizeOf<T>());
    private int _end;
    private int _taken;

    /// <summary>The calling thread's.</summary>
    public static Arena<T> OfThread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ofThread ?? Make();
    }

    /// <summary>Takes so many elements behind those that are taken, at a boundary of cache lines.</summary>
    /// <param name="length">The number of elements, at least 0.</param>
    /// <param name="start">The first of them.</param>
    /// <returns>Whether there was room.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(long length, out int start)
    {
        start = _end;
        if ((ulong)length > (ulong)(_memory.Length - start))
        {
            return false;
        }

        _end = start + Padded((int)length);
        _taken++;
        return true;
    }

    /// <summary>The elements taken.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="length">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Span(int start, int length) => _memory.Span.Slice(start, length);

    /// <summary>Gives elements back. They are the last that were taken; where they are not, their room is free when all is given back.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="length">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public void Return(int start, int length)
    {
        _taken--;
        if (_taken == 0 || start + Padded(length) == _end)
        {
            _end = _taken == 0 ? 0 : start;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Arena<T> Make() => _ofThread = new Arena<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Padded(int length)
    {
        int grain = AlignedBuffer<T>.Alignment / Unsafe.SizeOf<T>();
        return (length + grain - 1) & -grain;
    }
}
