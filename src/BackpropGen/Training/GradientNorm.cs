using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>
/// The Euclidean norm of a gradient, summed in double precision over four times eight lanes in an order that does not depend on
/// the machine's registers, so that clipping gives the same bits everywhere.
/// </summary>
internal static class GradientNorm
{
    /// <summary>A sum of squares below this may have lost digits to underflow.</summary>
    private const double SmallestExactSum = 1e-280;

    private const int Lanes = 8;

    /// <summary>The norm; not a number if an element is none, infinite if one is infinite.</summary>
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = SumOfSquares(values);
        return double.IsFinite(sum) && sum > SmallestExactSum ? Math.Sqrt(sum) : ScaledNorm(values);
    }

    /// <summary>The norm by <c>max · √Σ (v / max)²</c>, which neither overflows nor underflows.</summary>
    private static double ScaledNorm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = values.IsEmpty ? 0 : double.CreateTruncating(T.Abs(TensorPrimitives.MaxMagnitude(values)));
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (T value in values)
        {
            double share = double.CreateTruncating(value) / largest;
            sum += share * share;
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>Σ v², in the widest registers of the machine; where they are narrower than eight lanes, in several as one.</summary>
    private static unsafe double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* first = values)
        {
            return Avx512DQ.IsSupported ? SumOfSquares<T, Lanes512<double>>(first, values.Length)
                : Avx2.IsSupported && Fma.IsSupported ? SumOfSquares<T, LanePair<Lanes256<double>, double>>(first, values.Length)
                : SumOfSquares<T, LanePair<LanePair<Lanes128<double>, double>, double>>(first, values.Length);
        }
    }

    /// <summary>Four registers take turns, so that none waits for its own last sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double SumOfSquares<T, V>(T* values, nint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, double>
    {
        V sum0 = V.Zero, sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero;
        nint i = 0;
        for (; i <= length - (4 * Lanes); i += 4 * Lanes)
        {
            V value0 = Load<T, V>(values + i), value1 = Load<T, V>(values + i + Lanes);
            V value2 = Load<T, V>(values + i + (2 * Lanes)), value3 = Load<T, V>(values + i + (3 * Lanes));

            // Not fused, which not all machines can: a square of double precision is rounded first.
            sum0 += value0 * value0;
            sum1 += value1 * value1;
            sum2 += value2 * value2;
            sum3 += value3 * value3;
        }

        for (; i <= length - Lanes; i += Lanes)
        {
            V value = Load<T, V>(values + i);
            sum0 += value * value;
        }

        double* lanes = stackalloc double[Lanes];
        V.Store((sum0 + sum1) + (sum2 + sum3), lanes);
        double sum = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            sum += lanes[lane];
        }

        for (; i < length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            sum += value * value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe V Load<T, V>(T* values)
        where T : unmanaged
        where V : unmanaged, ILanes<V, double> => typeof(T) == typeof(float) ? V.LoadSingles((float*)values) : V.Load((double*)values);
}
