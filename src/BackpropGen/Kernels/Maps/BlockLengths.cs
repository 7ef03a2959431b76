using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Sees that the spans of a block are long enough: one branch for all of them, what is missing is found out of line.</summary>
internal static unsafe class BlockLengths
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Require<T, TColumns, TMap>(int rows, Reach target, int y, int a, int b, int c, int d, int e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        bool isShort = rows < 0 || IsShort<TColumns>(target, rows, y);
        isShort |= TMap.Arity > 0 && IsShort<TColumns>(TMap.A, rows, a);
        isShort |= TMap.Arity > 1 && IsShort<TColumns>(TMap.B, rows, b);
        isShort |= TMap.Arity > 2 && IsShort<TColumns>(TMap.C, rows, c);
        isShort |= TMap.Arity > 3 && IsShort<TColumns>(TMap.D, rows, d);
        isShort |= TMap.Arity > 4 && IsShort<TColumns>(TMap.E, rows, e);
        if (isShort)
        {
            Throw<T, TColumns, TMap>(rows, target, y, a, b, c, d, e);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShort<TColumns>(Reach reach, int rows, int length)
        where TColumns : unmanaged, IExtent => length < Needed<TColumns>(reach, rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Needed<TColumns>(Reach reach, int rows)
        where TColumns : unmanaged, IExtent => reach switch
        {
            Reach.Element => (long)rows * sizeof(TColumns),
            Reach.Row => rows,
            Reach.Column => sizeof(TColumns),
            _ => 1,
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw<T, TColumns, TMap>(int rows, Reach target, int y, int a, int b, int c, int d, int e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (rows < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        Reach[] reaches = [target, TMap.A, TMap.B, TMap.C, TMap.D, TMap.E];
        int[] lengths = [y, a, b, c, d, e];
        string[] names = ["y", "a", "b", "c", "d", "e"];
        for (int i = 0; i <= TMap.Arity; i++)
        {
            long needed = Needed<TColumns>(reaches[i], rows);
            if (lengths[i] < needed)
            {
                KernelErrors.ThrowTooShort(names[i], lengths[i], needed);
            }
        }
    }
}
