using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <summary>Where the rows of the operands of a nest's two inner loops are: first row, distance of rows, and how a row is read.</summary>
/// <remarks>What a map does not have is never looked at: its arity is known when its loops are compiled.</remarks>
internal unsafe struct Operands<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The elements of one slot: the widest register.</summary>
    internal const int SlotBytes = 64;

    /// <summary>The first row of each operand, or its value for the whole row.</summary>
    internal T* FirstA, FirstB, FirstC, FirstD, FirstE, FirstF, FirstG, FirstH;

    /// <summary>From one row to the next.</summary>
    internal nint StrideA, StrideB, StrideC, StrideD, StrideE, StrideF, StrideG, StrideH;

    /// <summary>All bits set where rows are read in place; zero where their one value is read from a slot.</summary>
    internal nuint MaskA, MaskB, MaskC, MaskD, MaskE, MaskF, MaskG, MaskH;

    /// <summary>Eight slots of memory, one an operand, for as many copies of its value as a register has lanes.</summary>
    internal T* Slots;

    /// <summary>The sources for one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Place<TMap, TLanes>(ref Sources<T> x, nint row)
        where TMap : struct, IMap<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (TMap.Arity > 0)
        {
            x.MaskA = MaskA;
            x.RowA = Row<TLanes>(FirstA + (row * StrideA), MaskA, Slots);
        }

        if (TMap.Arity > 1)
        {
            x.MaskB = MaskB;
            x.RowB = Row<TLanes>(FirstB + (row * StrideB), MaskB, Slots + (1 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 2)
        {
            x.MaskC = MaskC;
            x.RowC = Row<TLanes>(FirstC + (row * StrideC), MaskC, Slots + (2 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 3)
        {
            x.MaskD = MaskD;
            x.RowD = Row<TLanes>(FirstD + (row * StrideD), MaskD, Slots + (3 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 4)
        {
            x.MaskE = MaskE;
            x.RowE = Row<TLanes>(FirstE + (row * StrideE), MaskE, Slots + (4 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 5)
        {
            x.MaskF = MaskF;
            x.RowF = Row<TLanes>(FirstF + (row * StrideF), MaskF, Slots + (5 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 6)
        {
            x.MaskG = MaskG;
            x.RowG = Row<TLanes>(FirstG + (row * StrideG), MaskG, Slots + (6 * (SlotBytes / sizeof(T))));
        }

        if (TMap.Arity > 7)
        {
            x.MaskH = MaskH;
            x.RowH = Row<TLanes>(FirstH + (row * StrideH), MaskH, Slots + (7 * (SlotBytes / sizeof(T))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Row<TLanes>(T* row, nuint mask, T* slot)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (mask != 0)
        {
            return row;
        }

        if (sizeof(TLanes) == 64)
        {
            Vector512.Create(*row).Store(slot);
        }
        else if (sizeof(TLanes) == 32)
        {
            Vector256.Create(*row).Store(slot);
        }
        else if (sizeof(TLanes) == 16)
        {
            Vector128.Create(*row).Store(slot);
        }
        else
        {
            *slot = *row;
        }

        return slot;
    }
}
