using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

internal static unsafe partial class OuterTile
{
    /// <summary>c (+)= a b for as many tiles as there are, one below the other, with the numbers of rows and registers known
    /// when they run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TLanes>(
        int rows, int vectors, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (vectors == 1)
        {
            Run<T, TLanes, One, One>(rows, tiles, a, c, panel);
        }
        else
        {
            Run<T, TLanes, Two, One>(rows, tiles, a, c, panel);
        }
    }

    /// <summary>c −= rate · a b, of two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Descend<T, TLanes>(int rows, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes, Two, Two>(rows, tiles, a, c, panel);

    /// <summary>Compiles the tiles of two registers that rows split evenly into, from two tiles on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Prepare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PrepareWidest<T, One>();

    /// <summary>Compiles the tiles of a descent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PrepareDescent<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PrepareWidest<T, Two>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PrepareWidest<T, TStore>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : unmanaged, IExtent
    {
        if (Avx512DQ.IsSupported)
        {
            Prepare<T, Lanes512<T>, TStore>();
        }
        else if (Avx2.IsSupported && Fma.IsSupported)
        {
            Prepare<T, Lanes256<T>, TStore>();
        }
        else
        {
            Prepare<T, Lanes128<T>, TStore>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Prepare<T, TLanes, TStore>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TStore : unmanaged, IExtent
    {
        for (int most = RowsOf<T, TLanes>(), rows = most; 3 * rows >= 2 * most; rows--)
        {
            Run<T, TLanes, Two, TStore>(rows, tiles: 0, null, null, default);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes, TVectors, TStore>(
        int rows, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
        where TStore : unmanaged, IExtent
    {
        switch (rows)
        {
            case 1:
                Run<T, TLanes, One, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 2:
                Run<T, TLanes, Two, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 3:
                Run<T, TLanes, Three, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 4:
                Run<T, TLanes, Four, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 5:
                Run<T, TLanes, Five, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 6:
                Run<T, TLanes, Six, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 7:
                Run<T, TLanes, Seven, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 8:
                Run<T, TLanes, Eight, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 9:
                Run<T, TLanes, Nine, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 10:
                Run<T, TLanes, Ten, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 11:
                Run<T, TLanes, Eleven, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 12:
                Run<T, TLanes, Twelve, TVectors, TStore>(tiles, a, c, panel);
                break;
            case 13:
                Run<T, TLanes, Thirteen, TVectors, TStore>(tiles, a, c, panel);
                break;
            default:
                Run<T, TLanes, Fourteen, TVectors, TStore>(tiles, a, c, panel);
                break;
        }
    }

    /// <summary>What all tiles of a panel share.</summary>
    internal readonly struct Panel<T>(
        T* b, nint bInnerStride, int inner, nint aRowStride, nint aInnerStride, nint cRowStride, bool adds, T rate)
        where T : unmanaged
    {
        internal readonly T* B = b;
        internal readonly nint BInnerStride = bInnerStride, ARowStride = aRowStride, AInnerStride = aInnerStride, CRowStride = cRowStride;
        internal readonly int Inner = inner;
        internal readonly bool Adds = adds;
        internal readonly T Rate = rate;
    }
}
