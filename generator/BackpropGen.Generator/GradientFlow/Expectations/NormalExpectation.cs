using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>The statistics of any elementwise function of independent normal values. Remembers what it found, since layers
/// and models repeat one another; safe for any number of threads.</summary>
internal static class NormalExpectation
{
    // Arguments that differ by less than 1e-12 are one argument, so that a stack that has settled is looked up.
    private const long Rounding = 1L << 12;

    private static readonly Memo<(ScalarFunction, EquatableArray<double>), (double Mean, double Variance)> Moments = new(Capacity);
    private static readonly Memo<(ScalarFunction, double, double, double), double> Covariances = new(Capacity);
    private static readonly Memo<(ScalarFunction, EquatableArray<double>), ScalarFunction> Specialized = new(Capacity);
    private static readonly Memo<(ScalarFunction, int), ScalarFunction> Derivatives = new(Capacity);

    // Some hundred models' worth.
    private const int Capacity = 20_000;

    /// <summary>The derivative by an argument, remembered.</summary>
    internal static ScalarFunction Derivative(ScalarFunction function, int argument) =>
        Derivatives.Remember((function, argument), static key => key.Item1.Derivative(key.Item2));

    /// <summary>The function of its random arguments alone, the others being numbers.</summary>
    /// <param name="function">The function.</param>
    /// <param name="numbers">For each argument its number; NaN for a random one.</param>
    internal static ScalarFunction Specialize(ScalarFunction function, IReadOnlyList<double> numbers) =>
        Specialized.Remember((function, numbers.ToEquatableArray()), static key => Specialize(key.Item1, key.Item2));

    /// <summary>The statistics of a function's value.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments' statistics, independent of one another.</param>
    /// <param name="isNumber">Whether an argument counts as a number, its mean.</param>
    internal static Statistics Of(ScalarFunction function, IReadOnlyList<Statistics> arguments, IReadOnlyList<bool> isNumber)
    {
        var used = function.UsedArguments;
        int rank = arguments.Count > 0 ? arguments[0].Along.Length : 0;
        var numbers = new double[arguments.Count];
        int count = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (used[i] && double.IsNaN(arguments[i].Mean + arguments[i].Variance))
            {
                return Statistics.Independent(double.NaN, double.NaN, rank, isPerSample: false);
            }

            bool isRandom = used[i] && !isNumber[i];
            numbers[i] = isRandom ? double.NaN : used[i] ? Round(arguments[i].Mean) : 0;
            count += isRandom ? 1 : 0;
        }

        var random = new int[count];
        for (int i = numbers.Length - 1; i >= 0; i--)
        {
            if (double.IsNaN(numbers[i]))
            {
                random[--count] = i;
            }
        }

        var specialized = random.Length == numbers.Length ? function : Specialize(function, numbers);
        if (random.Length == 0)
        {
            return Statistics.Independent(specialized.Evaluate(), 0, rank, isPerSample: false);
        }

        var normals = Array.ConvertAll(random, i => (Mean: Round(arguments[i].Mean), Variance: Round(arguments[i].Variance)));
        var (mean, variance) = MomentsOf(specialized, normals);
        double Covariance(Func<Statistics, double> pick) => normals.Length == 1
            ? CovarianceOf(specialized, normals[0], Math.Min(Round(pick(arguments[random[0]])), normals[0].Variance), variance)
            : FirstOrder(specialized, normals, Array.ConvertAll(random, i => pick(arguments[i])), variance);
        var along = ImmutableArray.CreateBuilder<double>(rank);
        for (int axis = 0; axis < rank; axis++)
        {
            int of = axis;
            along.Add(Covariance(x => x.Along[of]));
        }

        return new(mean, variance, along.MoveToImmutable(), Covariance(static x => x.AcrossSamples));
    }

    private static (double Mean, double Variance) MomentsOf(ScalarFunction function, (double Mean, double Variance)[] normals)
    {
        var arguments = ImmutableArray.CreateBuilder<double>(2 * normals.Length);
        foreach (var (mean, variance) in normals)
        {
            arguments.Add(mean);
            arguments.Add(variance);
        }

        return Moments.Remember((function, arguments.MoveToImmutable()), static key =>
        {
            var (function, numbers) = key;
            return numbers.Length == 2
                ? NormalQuadrature.Moments(function, numbers[0], Math.Sqrt(numbers[1]))
                : JointQuadrature.Moments(
                    function, [.. Enumerable.Range(0, numbers.Length / 2).Select(i => (numbers[2 * i], Math.Sqrt(numbers[(2 * i) + 1])))]);
        });
    }

    private static double CovarianceOf(ScalarFunction function, (double Mean, double Variance) normal, double covariance, double full) =>
        covariance <= 1e-12 * normal.Variance ? 0
        : covariance >= normal.Variance ? full
        : Covariances.Remember((function, normal.Mean, normal.Variance, covariance),
            static key => JointQuadrature.Covariance(key.Item1, key.Item2, key.Item3, key.Item4));

    /// <summary>Σ E[∂f/∂xᵢ]² Cov(xᵢ, xᵢ′): the first term of the expansion in Hermite polynomials.</summary>
    private static double FirstOrder(ScalarFunction function, (double Mean, double Variance)[] normals, double[] covariances, double full)
    {
        if (covariances.Zip(normals, static (covariance, normal) => covariance >= normal.Variance).All(static isFull => isFull))
        {
            return full;
        }

        double sum = 0;
        for (int i = 0; i < normals.Length; i++)
        {
            if (covariances[i] > 0)
            {
                var slope = Derivative(function, i);
                double mean = MomentsOf(slope, normals).Mean;
                sum += mean * mean * covariances[i];
            }
        }

        return Math.Min(sum, full);
    }

    private static ScalarFunction Specialize(ScalarFunction function, EquatableArray<double> numbers)
    {
        int arity = numbers.Count(double.IsNaN);
        int next = 0;
        var arguments = new ScalarFunction[numbers.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = double.IsNaN(numbers[i])
                ? Vocabulary.Scalars.Argument(next++, arity)
                : ScalarFunction.Constant(numbers[i], arity);
        }

        return function.Compose(arity, arguments);
    }

    /// <summary>The nearest number with some 40 significant bits.</summary>
    private static double Round(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return double.IsNaN(value) || double.IsInfinity(value) ? value : BitConverter.Int64BitsToDouble((bits + (Rounding / 2)) & ~(Rounding - 1));
    }
}
