using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

internal static unsafe partial class Square
{
    /// <summary>target[i] = Σⱼ rows[i, j], for as many rows as there are lanes.</summary>
    /// <remarks>Each addition also halves the number of registers: 15 of them, and 30 shuffles, for 16 sums of 16.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Sums<T, TLanes>(T* rows, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (typeof(T) == typeof(float) && sizeof(TLanes) == 64 && Avx512F.IsSupported)
        {
            float* x = (float*)rows;
            AddQuarters(AddQuarters(FourSums512(x), FourSums512(x + 64)), AddQuarters(FourSums512(x + 128), FourSums512(x + 192)))
                .Store((float*)target);
        }
        else if (typeof(T) == typeof(double) && sizeof(TLanes) == 64 && Avx512F.IsSupported)
        {
            double* x = (double*)rows;
            AddQuarters(AddQuarters(TwoSums512(x), TwoSums512(x + 16)), AddQuarters(TwoSums512(x + 32), TwoSums512(x + 48)))
                .Store((double*)target);
        }
        else if (typeof(T) == typeof(float) && sizeof(TLanes) == 32 && Avx.IsSupported)
        {
            AddHalves(FourSums256((float*)rows), FourSums256((float*)rows + 32)).Store((float*)target);
        }
        else
        {
            for (int i = 0; i < TLanes.Count; i++)
            {
                target[i] = TLanes.Sum(TLanes.Load(rows + (i * TLanes.Count)));
            }
        }
    }

    /// <summary>Of two registers: the sums of neighbouring quarters of one, then of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddQuarters(Vector512<float> x, Vector512<float> y) =>
        Avx512F.Shuffle4x128(x, y, EvenQuarters) + Avx512F.Shuffle4x128(x, y, OddQuarters);

    /// <inheritdoc cref="AddQuarters(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AddQuarters(Vector512<double> x, Vector512<double> y) =>
        Avx512F.Shuffle4x128(x, y, EvenQuarters) + Avx512F.Shuffle4x128(x, y, OddQuarters);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddHalves(Vector256<float> x, Vector256<float> y) =>
        Avx.Permute2x128(x, y, 0x20) + Avx.Permute2x128(x, y, 0x31);

    /// <summary>In each quarter, the sums of that quarter of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourSums512(float* rows)
    {
        Vector512<float> row0 = Vector512.Load(rows), row1 = Vector512.Load(rows + 16);
        Vector512<float> row2 = Vector512.Load(rows + 32), row3 = Vector512.Load(rows + 48);
        Vector512<double> x = (Avx512F.UnpackLow(row0, row1) + Avx512F.UnpackHigh(row0, row1)).AsDouble();
        Vector512<double> y = (Avx512F.UnpackLow(row2, row3) + Avx512F.UnpackHigh(row2, row3)).AsDouble();
        return Avx512F.UnpackLow(x, y).AsSingle() + Avx512F.UnpackHigh(x, y).AsSingle();
    }

    /// <summary>In each quarter, the sums of that quarter of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TwoSums512(double* rows)
    {
        Vector512<double> row0 = Vector512.Load(rows), row1 = Vector512.Load(rows + 8);
        return Avx512F.UnpackLow(row0, row1) + Avx512F.UnpackHigh(row0, row1);
    }

    /// <summary>In each half, the sums of that half of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FourSums256(float* rows)
    {
        Vector256<float> row0 = Vector256.Load(rows), row1 = Vector256.Load(rows + 8);
        Vector256<float> row2 = Vector256.Load(rows + 16), row3 = Vector256.Load(rows + 24);
        Vector256<double> x = (Avx.UnpackLow(row0, row1) + Avx.UnpackHigh(row0, row1)).AsDouble();
        Vector256<double> y = (Avx.UnpackLow(row2, row3) + Avx.UnpackHigh(row2, row3)).AsDouble();
        return Avx.UnpackLow(x, y).AsSingle() + Avx.UnpackHigh(x, y).AsSingle();
    }
}
