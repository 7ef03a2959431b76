using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The last of many points, too few for a register. They are computed in copies of their columns, which the last point fills up: a
/// function that a user gives sees no other numbers, and results may be written over arguments.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public unsafe ref struct LastPoints<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>In bytes; copies that are larger are not on the stack.</summary>
    private const int LargestStackAllocation = 16384;

    private readonly int _count, _rest, _lanes;
    private T* _copies;
    private int _length;
    private Task _task;

    private LastPoints(int count, int lanes) => (_count, _rest, _lanes) = (count, count % lanes, lanes);

    private enum Task
    {
        Measure,
        Replace,
        WriteBack,
    }

    /// <summary>A column that is read.</summary>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Column(ref ReadOnlySpan<T> column)
    {
        var copy = NextCopy(column.Length);
        if (_task == Task.Replace)
        {
            for (int start = 0; start < copy.Length; start += _lanes)
            {
                var points = column.Slice((start / _lanes * _count) + _count - _rest, _rest);
                points.CopyTo(copy[start..]);
                copy[(start + _rest)..(start + _lanes)].Fill(points[^1]);
            }

            column = copy;
        }
    }

    /// <summary>A column that is written.</summary>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Column(ref Span<T> column)
    {
        var copy = NextCopy(column.Length);
        if (_task == Task.Replace)
        {
            column = copy;
        }
        else if (_task == Task.WriteBack)
        {
            for (int start = 0; start < copy.Length; start += _lanes)
            {
                copy.Slice(start, _rest).CopyTo(column[((start / _lanes * _count) + _count - _rest)..]);
            }
        }
    }

    /// <summary>Computes them.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes, TBatch>(scoped in TBatch batch, int count)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TBatch : struct, IBatch<T>, allows ref struct
    {
        var last = new LastPoints<T>(count, TLanes.Count);
        var copied = batch;
        copied.Show(ref last);
        int length = last._length;
        if (length * sizeof(T) <= LargestStackAllocation)
        {
            T* copies = stackalloc T[length];
            Run<TLanes, TBatch>(in batch, ref last, copies);
        }
        else
        {
            fixed (T* copies = GC.AllocateUninitializedArray<T>(length))
            {
                Run<TLanes, TBatch>(in batch, ref last, copies);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TBatch>(scoped in TBatch batch, scoped ref LastPoints<T> last, T* copies)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TBatch : struct, IBatch<T>, allows ref struct
    {
        last._copies = copies;
        var copied = batch;
        last.Start(Task.Replace);
        copied.Show(ref last);
        copied.Run<TLanes>(TLanes.Count);
        copied = batch;
        last.Start(Task.WriteBack);
        copied.Show(ref last);
    }

    private void Start(Task task) => (_task, _length) = (task, 0);

    /// <summary>The copies of a column's components, one register each.</summary>
    private Span<T> NextCopy(int length)
    {
        int start = _length, copied = length / _count * _lanes;
        _length += copied;
        return _task == Task.Measure ? default : new(_copies + start, copied);
    }
}
