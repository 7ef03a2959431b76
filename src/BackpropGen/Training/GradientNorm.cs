using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen;

/// <summary>
/// The Euclidean norm of a gradient, summed in double precision over eight lanes in an order that does not depend on the
/// machine's vectors, so that clipping gives the same bits everywhere.
/// </summary>
internal static class GradientNorm
{
    /// <summary>A sum of squares below this may have lost digits to underflow.</summary>
    private const double SmallestExactSum = 1e-280;

    /// <summary>The norm; not a number if an element is none, infinite if one is infinite.</summary>
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = typeof(T) == typeof(float)
            ? SumOfSquares(MemoryMarshal.Cast<T, float>(values))
            : SumOfSquares(MemoryMarshal.Cast<T, double>(values));
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

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        Vector256<double> lower = default, upper = default;
        foreach (Vector256<float> vector in vectors)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(vector);
            lower += low * low;
            upper += high * high;
        }

        double sum = SumOfLanes(lower, upper);
        foreach (float value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector256<double>> vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        Vector256<double> even = default, odd = default;
        int index = 0;
        for (; index + 1 < vectors.Length; index += 2)
        {
            even += vectors[index] * vectors[index];
            odd += vectors[index + 1] * vectors[index + 1];
        }

        double sum = SumOfLanes(even, odd);
        foreach (double value in values[(index * Vector256<double>.Count)..])
        {
            sum += value * value;
        }

        return sum;
    }

    private static double SumOfLanes(Vector256<double> first, Vector256<double> second)
    {
        Vector256<double> lanes = first + second;
        return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    }
}
