using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>What <see cref="SmallBlock"/> does with a block.</summary>
internal unsafe interface IBlockKernel
{
    /// <summary>What each number of the result is of.</summary>
    static abstract Reach Target { get; }

    /// <summary>Runs it.</summary>
    static abstract void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>;
}

/// <summary>Computes every element.</summary>
internal readonly unsafe struct MapBlock : IBlockKernel
{
    public static Reach Target => Reach.Element;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        BlockLoops.Map<T, TColumns, TMap>(rows, y, a, b, c, d, e);
}

/// <summary>Sums each row.</summary>
internal readonly unsafe struct SumRows : IBlockKernel
{
    public static Reach Target => Reach.Row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        BlockLoops.FoldRows<T, TColumns, TMap, Add<T>>(rows, y, a, b, c, d, e);
}

/// <summary>Finds the largest of each row.</summary>
internal readonly unsafe struct LargestOfRows : IBlockKernel
{
    public static Reach Target => Reach.Row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        BlockLoops.FoldRows<T, TColumns, TMap, Largest<T>>(rows, y, a, b, c, d, e);
}

/// <summary>Sums each column.</summary>
internal readonly unsafe struct SumColumns : IBlockKernel
{
    public static Reach Target => Reach.Column;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        BlockLoops.ColumnSums<T, TColumns, TMap>(rows, y, a, b, c, d, e);
}

/// <summary>Sums everything.</summary>
internal readonly unsafe struct SumBlock : IBlockKernel
{
    public static Reach Target => Reach.All;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMap>(int rows, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> =>
        BlockLoops.Total<T, TColumns, TMap>(rows, y, a, b, c, d, e);
}
