using System.Runtime.CompilerServices;
using System.Threading;

namespace BackpropGen.Execution;

/// <summary>
/// The memory that generated code computes in. Rented for one call and given back, so that calls from several threads
/// do not meet and nothing is allocated once a batch size was seen. Small workspaces are the thread's own. Used by generated code.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class WorkspacePool<T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T>?[] _idle = new AlignedBuffer<T>?[Math.Max(4, Environment.ProcessorCount)];

    /// <summary>Rents a span; its content is undefined.</summary>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">An array cannot be that long.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Workspace<T> Rent(long length)
    {
        Arena<T> arena = Arena<T>.OfThread;
        return arena.TryTake(length, out int start) ? new Workspace<T>(arena, start, (int)length) : RentBuffer(length);
    }

    // By itself: inlined, its allocation would have every step prepare a transition to the runtime, and clear the stack for it.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private Workspace<T> RentBuffer(long length)
    {
        if (length > Array.MaxLength - AlignedBuffer<T>.Alignment)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, "The batch needs more workspace than an array can hold: use fewer samples at once.");
        }

        return new Workspace<T>(this, Take((int)length) ?? new AlignedBuffer<T>((int)length), (int)length);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal void Return(AlignedBuffer<T> buffer)
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[i], buffer, null) is null)
            {
                return;
            }
        }

        // All places are taken: a larger buffer is worth more than a smaller one.
        for (int i = 0; i < _idle.Length; i++)
        {
            AlignedBuffer<T>? other = Volatile.Read(ref _idle[i]);
            if (other is not null && other.Length < buffer.Length && Interlocked.CompareExchange(ref _idle[i], buffer, other) == other)
            {
                return;
            }
        }
    }

    /// <summary>The smallest idle buffer that is long enough, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private AlignedBuffer<T>? Take(int length)
    {
        while (true)
        {
            int best = -1;
            AlignedBuffer<T>? found = null;
            for (int i = 0; i < _idle.Length; i++)
            {
                AlignedBuffer<T>? candidate = Volatile.Read(ref _idle[i]);
                if (candidate is not null && candidate.Length >= length && (found is null || candidate.Length < found.Length))
                {
                    (best, found) = (i, candidate);
                }
            }

            if (found is null || Interlocked.CompareExchange(ref _idle[best], null, found) == found)
            {
                return found;
            }
        }
    }
}

/// <summary>A rented piece of memory; dispose it to give it back.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct Workspace<T>
    where T : unmanaged
{
    private readonly WorkspacePool<T>? _pool;
    private readonly AlignedBuffer<T>? _buffer;
    private readonly Arena<T>? _arena;
    private readonly int _start;

    internal Workspace(WorkspacePool<T> pool, AlignedBuffer<T> buffer, int length)
    {
        _pool = pool;
        _buffer = buffer;
        Span = buffer.Span[..length];
    }

    internal Workspace(Arena<T> arena, int start, int length)
    {
        _arena = arena;
        _start = start;
        Span = arena.Span(start, length);
    }

    /// <summary>The memory, as long as asked for.</summary>
    public Span<T> Span { get; }

    /// <summary>Gives the memory back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public void Dispose()
    {
        if (_arena is not null)
        {
            _arena.Return(_start, Span.Length);
        }
        else
        {
            _pool!.Return(_buffer!);
        }
    }
}
