using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>The loops of <see cref="SmallBlock"/>, in the widest registers that the columns fill; columns that fill none are computed one by one.</summary>
/// <remarks>A block whose operands reach elements or all of it is one row. Where that is long the general loops run it, out of line: so what
/// is compiled for a small batch is small. All else is inlined, for columns and reaches to be constants.</remarks>
[SkipLocalsInit]
internal static unsafe partial class BlockLoops
{
    /// <summary>y[row, i] = f(…)[row, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Map<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            Map<T, TColumns, TMap, Lanes512<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            Map<T, TColumns, TMap, Lanes256<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 16)
        {
            Map<T, TColumns, TMap, Lanes128<T>>(rows, y, a, b, c, d, e);
        }
        else
        {
            Map<T, TColumns, TMap, Lanes1<T>>(rows, y, a, b, c, d, e);
        }
    }

    /// <summary>y[row] = fold f(…)[row, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FoldRows<T, TColumns, TMap, TFold>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            FoldRows<T, TColumns, TMap, TFold, Lanes512<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            FoldRows<T, TColumns, TMap, TFold, Lanes256<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 16)
        {
            FoldRows<T, TColumns, TMap, TFold, Lanes128<T>>(rows, y, a, b, c, d, e);
        }
        else
        {
            FoldRows<T, TColumns, TMap, TFold, Lanes1<T>>(rows, y, a, b, c, d, e);
        }
    }

    /// <summary>y[i] = Σ f(…)[row, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ColumnSums<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            ColumnSums<T, TColumns, TMap, Lanes512<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            ColumnSums<T, TColumns, TMap, Lanes256<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 16)
        {
            ColumnSums<T, TColumns, TMap, Lanes128<T>>(rows, y, a, b, c, d, e);
        }
        else
        {
            ColumnSums<T, TColumns, TMap, Lanes1<T>>(rows, y, a, b, c, d, e);
        }
    }

    /// <summary>y[0] = Σ f(…)[row, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Total<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            Total<T, TColumns, TMap, Lanes512<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            Total<T, TColumns, TMap, Lanes256<T>>(rows, y, a, b, c, d, e);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 16)
        {
            Total<T, TColumns, TMap, Lanes128<T>>(rows, y, a, b, c, d, e);
        }
        else
        {
            Total<T, TColumns, TMap, Lanes1<T>>(rows, y, a, b, c, d, e);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<T, TColumns, TMap, TLanes>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nuint length = (nuint)sizeof(TColumns), count = (nuint)(sizeof(TLanes) / sizeof(T));
        if (IsOneRow<T, TColumns, TMap>())
        {
            length *= (nuint)rows;
            rows = Math.Min(rows, 1);
            if (IsLong<T, TLanes>(length))
            {
                LongRow.Map<T, TMap>(length, y, a, b, c, d, e);
                return;
            }
        }

        Unsafe.SkipInit(out Sources<T> x);
        Unsafe.SkipInit(out Slots<TLanes> slots);
        nuint last = length - count;
        for (int row = 0; row < rows; row++, y += sizeof(TColumns))
        {
            // As in the general loops: the overlapping end is read first and written last, since an operand may be the target itself.
            Place<T, TColumns, TMap, TLanes>(row, a, b, c, d, e, ref x, ref slots);
            TLanes end = default;
            nuint i = last;
            bool isEnd = true;
            do
            {
                TLanes value = TMap.Invoke<TLanes>(in x, i);
                if (isEnd)
                {
                    end = value;
                    isEnd = false;
                    i = 0;
                }
                else
                {
                    *(TLanes*)(y + i) = value;
                    i += count;
                }
            }
            while (i < last);
            *(TLanes*)(y + last) = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FoldRows<T, TColumns, TMap, TFold, TLanes>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Unsafe.SkipInit(out Sources<T> x);
        Unsafe.SkipInit(out Slots<TLanes> slots);
        for (int row = 0; row < rows; row++)
        {
            Place<T, TColumns, TMap, TLanes>(row, a, b, c, d, e, ref x, ref slots);
            y[row] = Fold<T, TMap, TFold, TLanes>(in x, (nuint)sizeof(TColumns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Total<T, TColumns, TMap, TLanes>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nuint length = (nuint)rows * (nuint)sizeof(TColumns);
        if (length == 0)
        {
            *y = default;
            return;
        }

        if (IsLong<T, TLanes>(length))
        {
            LongRow.Total<T, TMap>(length, y, a, b, c, d, e);
            return;
        }

        Unsafe.SkipInit(out Sources<T> x);
        Unsafe.SkipInit(out Slots<TLanes> slots);
        Place<T, TColumns, TMap, TLanes>(0, a, b, c, d, e, ref x, ref slots);
        *y = Fold<T, TMap, Add<T>, TLanes>(in x, length);
    }

    /// <summary>One row's elements joined, register by register; the last one overlaps that before, whose lanes count once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold<T, TMap, TFold, TLanes>(ref readonly Sources<T> x, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nuint count = (nuint)(sizeof(TLanes) / sizeof(T)), last = length - count;
        TLanes identity = TLanes.Broadcast(TFold.Identity), all = identity;
        for (nuint i = 0; i < length; i += count)
        {
            nuint place = Math.Min(i, last);
            TLanes value = TMap.Invoke<TLanes>(in x, place);
            if (place != i)
            {
                value = TLanes.Select(TLanes.LessThan(TLanes.Indices, TLanes.Constant(i - place)), identity, value);
            }

            all = TFold.Join(all, value);
        }

        return TFold.JoinLanes(all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ColumnSums<T, TColumns, TMap, TLanes>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Unsafe.SkipInit(out Sources<T> x);
        Unsafe.SkipInit(out Slots<TLanes> slots);
        nuint count = (nuint)(sizeof(TLanes) / sizeof(T)), last = (nuint)sizeof(TColumns) - count;
        for (nuint i = 0; i < (nuint)sizeof(TColumns); i += count)
        {
            // The last register overlaps that before: both compute the same of the columns that they share.
            nuint place = Math.Min(i, last);
            TLanes even = default, odd = default;
            for (int row = 0; row < rows; row++)
            {
                // Two chains take turns, so that neither waits for its own last sum.
                Place<T, TColumns, TMap, TLanes>(row, a, b, c, d, e, ref x, ref slots);
                TLanes joined = even + TMap.Invoke<TLanes>(in x, place);
                even = odd;
                odd = joined;
            }

            *(TLanes*)(y + place) = even + odd;
        }
    }
}
