using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Where a row's operands are.</content>
internal static unsafe partial class BlockLoops
{
    /// <summary>So many registers are many: the general loops are as fast.</summary>
    private const nuint FewRegisters = 4;

    /// <summary>Whether all operands reach an element or all, so that the block is a single row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOneRow<T, TColumns, TMap>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        (TMap.Arity <= 0 || IsOneRow(TMap.A)) && (TMap.Arity <= 1 || IsOneRow(TMap.B)) && (TMap.Arity <= 2 || IsOneRow(TMap.C))
        && (TMap.Arity <= 3 || IsOneRow(TMap.D)) && (TMap.Arity <= 4 || IsOneRow(TMap.E));

    private static bool IsOneRow(Reach reach) => reach is Reach.Element or Reach.All;

    /// <summary>Whether a row is worth wider registers, or more of them at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLong<T, TLanes>(nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        length >= (TLanes.Count == 1 ? (nuint)Lanes128<T>.Count : FewRegisters * (nuint)TLanes.Count);

    /// <summary>The sources for one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place<T, TColumns, TMap, TLanes>(int row, T* a, T* b, T* c, T* d, T* e, ref Sources<T> x, ref Slots<TLanes> slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (TMap.Arity > 0)
        {
            x.MaskA = Mask(TMap.A);
            x.RowA = Row(TMap.A, sizeof(TColumns), a, row, ref slots.A);
        }

        if (TMap.Arity > 1)
        {
            x.MaskB = Mask(TMap.B);
            x.RowB = Row(TMap.B, sizeof(TColumns), b, row, ref slots.B);
        }

        if (TMap.Arity > 2)
        {
            x.MaskC = Mask(TMap.C);
            x.RowC = Row(TMap.C, sizeof(TColumns), c, row, ref slots.C);
        }

        if (TMap.Arity > 3)
        {
            x.MaskD = Mask(TMap.D);
            x.RowD = Row(TMap.D, sizeof(TColumns), d, row, ref slots.D);
        }

        if (TMap.Arity > 4)
        {
            x.MaskE = Mask(TMap.E);
            x.RowE = Row(TMap.E, sizeof(TColumns), e, row, ref slots.E);
        }
    }

    /// <summary>All bits set where a row is read in place; zero where its one number is read from a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Mask(Reach reach) => reach is Reach.Element or Reach.Column ? nuint.MaxValue : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Row<T, TLanes>(Reach reach, int columns, T* first, int row, ref TLanes slot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (reach == Reach.Element)
        {
            return first + ((nint)row * columns);
        }

        if (reach == Reach.Column)
        {
            return first;
        }

        slot = TLanes.Broadcast(reach == Reach.Row ? first[row] : *first);
        return (T*)Unsafe.AsPointer(ref slot);
    }

    /// <summary>A register on the stack for each operand, for copies of its one number.</summary>
    private struct Slots<TLanes>
        where TLanes : unmanaged
    {
        internal TLanes A, B, C, D, E;
    }
}
