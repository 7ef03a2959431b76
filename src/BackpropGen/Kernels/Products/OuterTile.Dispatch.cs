using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        if (panel.Run < panel.Inner)
        {
            RunInPanels<T, TLanes>(rows, vectors, tiles, a, c, panel);
        }
        else
        {
            RunWhole<T, TLanes>(rows, vectors, tiles, a, c, panel);
        }
    }

    /// <summary>The same where k is one run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RunWhole<T, TLanes>(int rows, int vectors, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (vectors == 1)
        {
            Run<T, TLanes, One, Sets>(rows, tiles, a, c, panel);
        }
        else
        {
            Run<T, TLanes, Two, Sets>(rows, tiles, a, c, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunInPanels<T, TLanes>(
        int rows, int vectors, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (vectors == 1)
        {
            Run<T, TLanes, One, InPanels>(rows, tiles, a, c, panel);
        }
        else
        {
            Run<T, TLanes, Two, InPanels>(rows, tiles, a, c, panel);
        }
    }

    /// <summary>c −= rate · a b, of two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Descend<T, TLanes>(int rows, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes, Two, Descends>(rows, tiles, a, c, panel);

    /// <summary>Compiles the tiles of two registers that rows split evenly into, from two tiles on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Prepare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PrepareWidest<T, Sets>();

    /// <summary>Compiles the tiles of a descent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PrepareDescent<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PrepareWidest<T, Descends>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PrepareWidest<T, TForm>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TForm : unmanaged
    {
        if (Avx512DQ.IsSupported)
        {
            Prepare<T, Lanes512<T>, TForm>();
        }
        else if (Avx2.IsSupported && Fma.IsSupported)
        {
            Prepare<T, Lanes256<T>, TForm>();
        }
        else
        {
            Prepare<T, Lanes128<T>, TForm>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Prepare<T, TLanes, TForm>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TForm : unmanaged
    {
        for (int most = RowsOf<T, TLanes>(), rows = most; 3 * rows >= 2 * most; rows--)
        {
            Run<T, TLanes, Two, TForm>(rows, tiles: 0, null, null, default);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes, TVectors, TForm>(
        int rows, int tiles, T* a, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
        where TForm : unmanaged
    {
        switch (rows)
        {
            case 1:
                Run<T, TLanes, One, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 2:
                Run<T, TLanes, Two, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 3:
                Run<T, TLanes, Three, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 4:
                Run<T, TLanes, Four, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 5:
                Run<T, TLanes, Five, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 6:
                Run<T, TLanes, Six, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 7:
                Run<T, TLanes, Seven, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 8:
                Run<T, TLanes, Eight, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 9:
                Run<T, TLanes, Nine, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 10:
                Run<T, TLanes, Ten, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 11:
                Run<T, TLanes, Eleven, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 12:
                Run<T, TLanes, Twelve, TVectors, TForm>(tiles, a, c, panel);
                break;
            case 13:
                Run<T, TLanes, Thirteen, TVectors, TForm>(tiles, a, c, panel);
                break;
            default:
                Run<T, TLanes, Fourteen, TVectors, TForm>(tiles, a, c, panel);
                break;
        }
    }

    /// <summary>What all tiles of a panel share.</summary>
    /// <remarks>k goes in runs: a's next one begins <paramref name="aGap"/> behind the end of the last, b's where the last ends.</remarks>
    internal readonly struct Panel<T>(
        T* b, nint bInnerStride, int inner, int run, nint aGap, nint aRowStride, nint aInnerStride, nint cRowStride, bool adds, T rate)
        where T : unmanaged
    {
        internal readonly T* B = b;
        internal readonly nint BInnerStride = bInnerStride, ARowStride = aRowStride, AInnerStride = aInnerStride, AGap = aGap;
        internal readonly nint CRowStride = cRowStride;
        internal readonly int Inner = inner, Run = run;
        internal readonly bool Adds = adds;
        internal readonly T Rate = rate;
    }

    /// <summary>c = a b or c += a b.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 1)]
    private readonly struct Sets;

    /// <summary>c −= rate · a b.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 2)]
    private readonly struct Descends;

    /// <summary>c = a b or c += a b, for k in several runs.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 3)]
    private readonly struct InPanels;
}
