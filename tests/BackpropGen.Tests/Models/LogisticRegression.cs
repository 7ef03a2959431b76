using System;
using System.Collections.Generic;

namespace BackpropGen.Tests;

/// <summary>
/// Logistic regression of two inputs with the gradient written by hand: <c>∂L/∂z = σ(z) − y</c>. Remembers its batches.
/// </summary>
internal sealed class LogisticRegression() : TestModel<double>(Weights), IClassifier<PointSamples>
{
    private static readonly ModelLayout Weights = new(
        new ParameterInfo("weight", [1, 2], 0, StoredKind.Parameter, new(Distribution.Uniform, -1, 1)),
        new ParameterInfo("bias", [1], 2, StoredKind.Parameter, new(Distribution.Constant, 0)));

    private readonly double[] _gradients = new double[3];

    /// <summary>The rows of each batch since the list was set, if it is.</summary>
    public List<int[]>? Batches { get; set; }

    /// <summary>What <see cref="Evaluate"/> returns instead of the loss, call by call.</summary>
    public Queue<double> ValidationLosses { get; } = new();

    /// <summary>What <see cref="Train"/> adds to the loss.</summary>
    public Func<int, double> Disturbance { get; init; } = _ => 0;

    /// <summary>The number of steps.</summary>
    public int Steps { get; private set; }

    public double Evaluate(PointSamples samples)
    {
        if (ValidationLosses.TryDequeue(out double loss))
        {
            return loss;
        }

        for (int row = 0; row < samples.Count; row++)
        {
            loss += Loss(Logit(samples, row), samples.Label.Span[row]);
        }

        return loss / samples.Count;
    }

    public double Accuracy(PointSamples samples)
    {
        int right = 0;
        for (int row = 0; row < samples.Count; row++)
        {
            right += Logit(samples, row) > 0 == (samples.Label.Span[row] == 1) ? 1 : 0;
        }

        return (double)right / samples.Count;
    }

    public double Train(PointSamples samples, ReadOnlySpan<int> rows, Optimizer optimizer)
    {
        Batches?.Add(rows.ToArray());
        Array.Clear(_gradients);
        double loss = 0;
        foreach (int row in rows)
        {
            double logit = Logit(samples, row);
            int label = samples.Label.Span[row];
            loss += Loss(logit, label) / rows.Length;
            double slope = ((1 / (1 + Math.Exp(-logit))) - label) / rows.Length;
            _gradients[0] += slope * samples.Points.Span[2 * row];
            _gradients[1] += slope * samples.Points.Span[(2 * row) + 1];
            _gradients[2] += slope;
        }

        optimizer.Step(this, _gradients);
        return loss + Disturbance(++Steps);
    }

    private double Logit(PointSamples samples, int row) =>
        (Parameters[0] * samples.Points.Span[2 * row]) + (Parameters[1] * samples.Points.Span[(2 * row) + 1]) + Parameters[2];

    private static double Loss(double logit, int label) =>
        Math.Max(logit, 0) - (logit * label) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
}
