using System;

namespace BackpropGen.Tests;

/// <summary>Points of the plane with a label: the record of samples that a generator would write.</summary>
internal readonly record struct PointSamples(ReadOnlyMemory<double> Points, ReadOnlyMemory<int> Label) : ISamples<PointSamples>
{
    public int Count => Label.Length;

    public PointSamples Slice(int start, int count) => new(Points.Slice(2 * start, 2 * count), Label.Slice(start, count));

    public PointSamples Select(ReadOnlySpan<int> rows)
    {
        var points = new double[2 * rows.Length];
        var labels = new int[rows.Length];
        for (int index = 0; index < rows.Length; index++)
        {
            Points.Span.Slice(2 * rows[index], 2).CopyTo(points.AsSpan(2 * index));
            labels[index] = Label.Span[rows[index]];
        }

        return new PointSamples(points, labels);
    }

    /// <summary>Points on both sides of a line, some on the wrong one.</summary>
    public static PointSamples Make(int count, ulong seed, double noise = 0.3)
    {
        var random = new RandomSequence(seed, 0);
        var points = new double[2 * count];
        var labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            ulong index = (ulong)row * 3;
            points[2 * row] = random.Normal(index);
            points[(2 * row) + 1] = random.Normal(index + 1);
            labels[row] = points[2 * row] - (0.5 * points[(2 * row) + 1]) + (noise * random.Normal(index + 2)) > 0 ? 1 : 0;
        }

        return new PointSamples(points, labels);
    }
}
