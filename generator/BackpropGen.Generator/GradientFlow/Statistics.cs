using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// The second-order statistics of a tensor's elements over the initial weights and the inputs: all that the mean-field
/// theory of wide networks follows. Elements are exchangeable along every axis, so one covariance an axis describes them.
/// </summary>
/// <param name="Mean">E[x].</param>
/// <param name="Variance">Var x.</param>
/// <param name="Along">For each axis the covariance of two elements that differ in their place along it alone: 0 between the
/// units of a layer with independent weights, positive between positions that share weights.</param>
/// <param name="AcrossSamples">The covariance of the same element for two samples.</param>
internal sealed record Statistics(double Mean, double Variance, EquatableArray<double> Along, double AcrossSamples)
{
    /// <summary>How large a batch is taken to be where its size matters: batch statistics are those of many samples.</summary>
    internal const double BatchSize = 1e9;

    // What rounding leaves of a variance that is 0.
    private const double Negligible = 1e-13;

    // One for each number of axes: independent elements are the usual ones.
    private static readonly EquatableArray<double>[] NoCovariances = [.. Enumerable.Range(0, 8).Select(static rank => new double[rank].ToEquatableArray())];

    /// <summary>E[x²].</summary>
    internal double MeanSquare => Variance + (Mean * Mean);

    /// <summary>Whether all elements are one number.</summary>
    internal bool IsConstant => Variance <= Negligible * Mean * Mean;

    /// <summary>Independent elements.</summary>
    /// <param name="mean">E[x].</param>
    /// <param name="variance">Var x.</param>
    /// <param name="rank">The number of axes.</param>
    /// <param name="isPerSample">Whether each sample has elements of its own; else all samples share them.</param>
    internal static Statistics Independent(double mean, double variance, int rank, bool isPerSample) =>
        new(mean, variance, rank < NoCovariances.Length ? NoCovariances[rank] : new double[rank].ToEquatableArray(), isPerSample ? 0 : variance);

    /// <summary>The covariance of two elements that differ in their places along several axes, and perhaps in the sample.
    /// What they share is taken to be one common part, as the shared weights of a layer make it: the least of the covariances.</summary>
    internal double Covariance(IEnumerable<int> axes, bool acrossSamples = false) =>
        axes.Aggregate(acrossSamples ? AcrossSamples : Variance, (least, axis) => Math.Min(least, Along[axis]));

    /// <summary>The statistics of <c>factor · x</c>.</summary>
    internal Statistics Scaled(double factor)
    {
        double square = factor * factor;
        return new(factor * Mean, square * Variance, Zip(this, this, (covariance, _) => square * covariance), square * AcrossSamples);
    }

    /// <summary>The statistics of <c>x + number</c>.</summary>
    internal Statistics Shifted(double number) => this with { Mean = Mean + number };

    /// <summary>The sum of two that are uncorrelated.</summary>
    internal static Statistics Sum(Statistics left, Statistics right) => new(
        left.Mean + right.Mean,
        left.Variance + right.Variance,
        Zip(left, right, static (l, r) => l + r),
        left.AcrossSamples + right.AcrossSamples);

    /// <summary>The product of two that are independent: E[x x′ y y′] − (E x E y)² for every kind of pair.</summary>
    internal static Statistics Product(Statistics left, Statistics right) => new(
        left.Mean * right.Mean,
        PairProduct(left, left.Variance, right, right.Variance),
        Zip(left, right, (l, r) => PairProduct(left, l, right, r)),
        PairProduct(left, left.AcrossSamples, right, right.AcrossSamples));

    /// <summary>Cov(x y, x′ y′) for independent x and y, from Cov(x, x′) and Cov(y, y′).</summary>
    internal static double PairProduct(Statistics left, double leftCovariance, Statistics right, double rightCovariance) =>
        (leftCovariance * rightCovariance) + (leftCovariance * right.Mean * right.Mean) + (rightCovariance * left.Mean * left.Mean);

    private static EquatableArray<double> Zip(Statistics left, Statistics right, Func<double, double, double> combine)
    {
        if (left.Along.IsEmpty)
        {
            return left.Along;
        }

        var along = ImmutableArray.CreateBuilder<double>(left.Along.Length);
        for (int axis = 0; axis < left.Along.Length; axis++)
        {
            along.Add(combine(left.Along[axis], right.Along[axis]));
        }

        return along.MoveToImmutable();
    }
}
