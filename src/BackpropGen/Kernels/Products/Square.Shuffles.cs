using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

internal static unsafe partial class Square
{
    /// <summary>Takes the even quarters of both registers, and the odd ones.</summary>
    private const byte EvenQuarters = 0b10_00_10_00, OddQuarters = 0b11_01_11_01;

    /// <summary>The first 8 columns of 16 rows of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf512(float* source, nint stride, float* target, nint targetStride)
    {
        float* lower = source + (8 * stride);
        var (x0, x1, x2, x3) = Quarters(
            Rows(source, 4 * stride), Rows(source + stride, 4 * stride),
            Rows(source + (2 * stride), 4 * stride), Rows(source + (3 * stride), 4 * stride));
        var (y0, y1, y2, y3) = Quarters(
            Rows(lower, 4 * stride), Rows(lower + stride, 4 * stride),
            Rows(lower + (2 * stride), 4 * stride), Rows(lower + (3 * stride), 4 * stride));
        Avx512F.Shuffle4x128(x0, y0, EvenQuarters).Store(target);
        Avx512F.Shuffle4x128(x1, y1, EvenQuarters).Store(target + targetStride);
        Avx512F.Shuffle4x128(x2, y2, EvenQuarters).Store(target + (2 * targetStride));
        Avx512F.Shuffle4x128(x3, y3, EvenQuarters).Store(target + (3 * targetStride));
        target += 4 * targetStride;
        Avx512F.Shuffle4x128(x0, y0, OddQuarters).Store(target);
        Avx512F.Shuffle4x128(x1, y1, OddQuarters).Store(target + targetStride);
        Avx512F.Shuffle4x128(x2, y2, OddQuarters).Store(target + (2 * targetStride));
        Avx512F.Shuffle4x128(x3, y3, OddQuarters).Store(target + (3 * targetStride));
    }

    /// <summary>Eight elements of one row, then eight of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows(float* first, nint distance) =>
        Avx512F.InsertVector256(Vector256.Load(first).ToVector512Unsafe(), Vector256.Load(first + distance), 1);

    /// <summary>Transposes squares of 4 in each quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Row0, Vector512<float> Row1, Vector512<float> Row2, Vector512<float> Row3) Quarters(
        Vector512<float> row0, Vector512<float> row1, Vector512<float> row2, Vector512<float> row3)
    {
        Vector512<double> low01 = Avx512F.UnpackLow(row0, row1).AsDouble(), high01 = Avx512F.UnpackHigh(row0, row1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(row2, row3).AsDouble(), high23 = Avx512F.UnpackHigh(row2, row3).AsDouble();
        return (Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>The first 4 columns of 8 rows of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf512(double* source, nint stride, double* target, nint targetStride)
    {
        double* lower = source + (4 * stride);
        Vector512<double> row02 = Rows(source, 2 * stride), row13 = Rows(source + stride, 2 * stride);
        Vector512<double> row46 = Rows(lower, 2 * stride), row57 = Rows(lower + stride, 2 * stride);
        Vector512<double> x0 = Avx512F.UnpackLow(row02, row13), x1 = Avx512F.UnpackHigh(row02, row13);
        Vector512<double> y0 = Avx512F.UnpackLow(row46, row57), y1 = Avx512F.UnpackHigh(row46, row57);
        Avx512F.Shuffle4x128(x0, y0, EvenQuarters).Store(target);
        Avx512F.Shuffle4x128(x1, y1, EvenQuarters).Store(target + targetStride);
        Avx512F.Shuffle4x128(x0, y0, OddQuarters).Store(target + (2 * targetStride));
        Avx512F.Shuffle4x128(x1, y1, OddQuarters).Store(target + (3 * targetStride));
    }

    /// <summary>Four elements of one row, then four of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Rows(double* first, nint distance) =>
        Avx512F.InsertVector256(Vector256.Load(first).ToVector512Unsafe(), Vector256.Load(first + distance), 1);

    /// <summary>The first 4 columns of 8 rows of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf256(float* source, nint stride, float* target, nint targetStride)
    {
        float* lower = source + (4 * stride);
        Vector256<float> row04 = Halves(source, lower), row15 = Halves(source + stride, lower + stride);
        Vector256<float> row26 = Halves(source + (2 * stride), lower + (2 * stride));
        Vector256<float> row37 = Halves(source + (3 * stride), lower + (3 * stride));
        Vector256<double> low01 = Avx.UnpackLow(row04, row15).AsDouble(), high01 = Avx.UnpackHigh(row04, row15).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(row26, row37).AsDouble(), high23 = Avx.UnpackHigh(row26, row37).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetStride));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>Four elements of one row, then four of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* first, float* second) =>
        Avx.InsertVector128(Vector128.Load(first).ToVector256Unsafe(), Vector128.Load(second), 1);

    /// <summary>The first 2 columns of 4 rows of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf256(double* source, nint stride, double* target, nint targetStride)
    {
        double* lower = source + (2 * stride);
        Vector256<double> row02 = Avx.InsertVector128(Vector128.Load(source).ToVector256Unsafe(), Vector128.Load(lower), 1);
        Vector256<double> row13 = Avx.InsertVector128(
            Vector128.Load(source + stride).ToVector256Unsafe(), Vector128.Load(lower + stride), 1);
        Avx.UnpackLow(row02, row13).Store(target);
        Avx.UnpackHigh(row02, row13).Store(target + targetStride);
    }

    /// <summary>Two stages of interleaving, each of rows that are half the square apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose128(float* source, nint stride, float* target, nint targetStride)
    {
        Vector128<float> row0 = Vector128.Load(source), row1 = Vector128.Load(source + stride);
        Vector128<float> row2 = Vector128.Load(source + (2 * stride)), row3 = Vector128.Load(source + (3 * stride));
        Vector128<float> low02 = InterleaveLow(row0, row2), high02 = InterleaveHigh(row0, row2);
        Vector128<float> low13 = InterleaveLow(row1, row3), high13 = InterleaveHigh(row1, row3);
        InterleaveLow(low02, low13).Store(target);
        InterleaveHigh(low02, low13).Store(target + targetStride);
        InterleaveLow(high02, high13).Store(target + (2 * targetStride));
        InterleaveHigh(high02, high13).Store(target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> even, Vector128<float> odd) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(even, odd) : Sse.UnpackLow(even, odd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> even, Vector128<float> odd) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(even, odd) : Sse.UnpackHigh(even, odd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose128(double* source, nint stride, double* target, nint targetStride)
    {
        Vector128<double> row0 = Vector128.Load(source), row1 = Vector128.Load(source + stride);
        if (AdvSimd.Arm64.IsSupported)
        {
            AdvSimd.Arm64.ZipLow(row0, row1).Store(target);
            AdvSimd.Arm64.ZipHigh(row0, row1).Store(target + targetStride);
        }
        else
        {
            Sse2.UnpackLow(row0, row1).Store(target);
            Sse2.UnpackHigh(row0, row1).Store(target + targetStride);
        }
    }
}
