using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>What an optimizer of a user's own is given of its moments.</summary>
public sealed class MomentsTests
{
    [Fact]
    public void Each_parameter_keeps_its_own_moments()
    {
        var model = new TestModel<double>(Layouts.Vector(5));
        var optimizer = new Recorder(moments: 2, reads: 1);
        optimizer.Step(model, [1, 2, 3, 4, 5]);
        optimizer.Step(model, [10, 20, 30, 40, 50]);
        Assert.Equal([11, 22, 33, 44, 55], optimizer.Sums);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, -1)]
    [InlineData(1, 1)]
    [InlineData(1, int.MinValue)]
    [InlineData(1, int.MaxValue)]
    [InlineData(0, 0)]
    public void A_moment_that_is_not_kept_is_refused(int moments, int read)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Recorder(moments, read).Step(new TestModel<double>(Layouts.Vector(5)), new double[5]));
        Assert.Equal(read, exception.ActualValue);
    }

    /// <summary>Sums the gradients of all steps in one of its moments.</summary>
    private sealed class Recorder(int moments, int reads) : Optimizer(0.1)
    {
        public double[] Sums { get; private set; } = [];

        protected override int MomentsPerParameter => moments;

        protected internal override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
        {
            Span<T> sums = moments[reads];
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += gradients[i];
            }

            Sums = [.. sums.ToArray().Select(double.CreateChecked)];
        }
    }
}
