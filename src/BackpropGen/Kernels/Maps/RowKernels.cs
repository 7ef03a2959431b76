using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner loops of one map, one fold and one width. The nest around them is compiled once for all maps.</summary>
internal readonly unsafe struct RowKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets rows, or joins them with what is there.</summary>
    internal readonly delegate*<Operands<T>*, T*, nint, int, nuint, void> Set, Join;

    /// <summary>Reduces each row; null where the fold keeps the last value, as a map along one element does.</summary>
    internal readonly delegate*<Operands<T>*, T*, nint, int, nuint, bool, void> Reduce;

    /// <summary>Reduces columns; null likewise.</summary>
    internal readonly delegate*<Operands<T>*, T*, int, nuint, bool, void> ReduceColumns;

    private RowKernels(
        delegate*<Operands<T>*, T*, nint, int, nuint, void> set, delegate*<Operands<T>*, T*, nint, int, nuint, void> join,
        delegate*<Operands<T>*, T*, nint, int, nuint, bool, void> reduce, delegate*<Operands<T>*, T*, int, nuint, bool, void> reduceColumns)
    {
        Set = set;
        Join = join;
        Reduce = reduce;
        ReduceColumns = reduceColumns;
    }

    /// <summary>Those for a map and a fold, in registers of a width; where nothing is reduced, no others are prepared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static RowKernels<T> Of<TMap, TFold, TLanes>()
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T> => typeof(TFold) == typeof(Replace<T>)
        ? new(&RowLoops.Map<T, TMap, TFold, TLanes>, &RowLoops.Map<T, TMap, TFold, TLanes>, null, null)
        : new(
            &RowLoops.Map<T, TMap, Replace<T>, TLanes>, &RowLoops.Map<T, TMap, TFold, TLanes>,
            &RowLoops.Reduce<T, TMap, TFold, TLanes>, &RowLoops.ReduceColumns<T, TMap, TFold, TLanes>);
}
