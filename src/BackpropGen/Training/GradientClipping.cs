using System.Numerics;
using System.Numerics.Tensors;

namespace BackpropGen;

/// <summary>What bounds a gradient before an update; the default bounds nothing.</summary>
public readonly record struct GradientClipping
{
    /// <summary>Makes a bound.</summary>
    /// <param name="maxNorm">The largest Euclidean norm of the whole gradient; 0: no limit.</param>
    /// <param name="maxValue">The largest absolute value of one element; 0: no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative or not a number.</exception>
    public GradientClipping(double maxNorm = 0, double maxValue = 0)
    {
        MaxNorm = maxNorm;
        MaxValue = maxValue;
    }

    /// <summary>The largest Euclidean norm of the whole gradient: a longer one is scaled to it. 0: no limit.
    /// Source: Pascanu, Mikolov, Bengio, 2013, algorithm 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double MaxNorm { get; init => field = Limit(value, nameof(MaxNorm)); }

    /// <summary>The largest absolute value of one element: a larger one is cut to it. 0: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double MaxValue { get; init => field = Limit(value, nameof(MaxValue)); }

    /// <summary>
    /// Bounds a gradient in place: first each element by <see cref="MaxValue"/>, then the whole by <see cref="MaxNorm"/>,
    /// so that both hold afterwards. An element that is not a number stays so.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="gradients">The gradient, of any length.</param>
    /// <returns>
    /// The norm before it was scaled; 0 without a <see cref="MaxNorm"/>. A norm that is infinite or not a number scales
    /// nothing: one broken element does not spread over the others, and the caller sees it in the result.
    /// </returns>
    public double Clip<T>(Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MaxValue > 0 || MaxNorm != 0 ? Bound(gradients) : 0;

    // By itself, so that nobody waits for the compilation of what is not asked for.
    private double Bound<T>(Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MaxValue > 0)
        {
            T limit = T.CreateTruncating(MaxValue);
            TensorPrimitives.Clamp(gradients, -limit, limit, gradients);
        }

        if (MaxNorm == 0)
        {
            return 0;
        }

        double norm = GradientNorm.Of<T>(gradients);
        if (double.IsFinite(norm) && norm > MaxNorm)
        {
            TensorPrimitives.Multiply(gradients, T.CreateTruncating(MaxNorm / norm), gradients);
        }

        return norm;
    }

    private static double Limit(double value, string name) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "A limit is at least 0; 0 is no limit.");
}
