using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>What an activation does to the variance of a signal and of a gradient: its second moments under a normal
/// pre-activation.</summary>
internal sealed class ActivationFlow
{
    private readonly Func<double, double> _value;
    private readonly Func<double, double> _slope;
    private readonly IReadOnlyList<double> _kinks;
    private readonly Dictionary<double, (double Value, double Slope)> _moments = [];

    /// <summary>Describes an activation.</summary>
    /// <param name="value">φ.</param>
    /// <param name="slope">φ′.</param>
    /// <param name="kinks">Where φ or φ′ jumps.</param>
    internal ActivationFlow(Func<double, double> value, Func<double, double> slope, IReadOnlyList<double> kinks)
    {
        _value = value;
        _slope = slope;
        _kinks = kinks;
    }

    /// <summary>E[φ(√q z)²]: the mean square of the activation.</summary>
    /// <param name="variance">q, the variance of the pre-activation.</param>
    internal double MeanSquare(double variance) => Moments(variance).Value;

    /// <summary>E[φ′(√q z)²]: what the activation leaves of a gradient's squared norm.</summary>
    /// <param name="variance">q, the variance of the pre-activation.</param>
    internal double MeanSquareSlope(double variance) => Moments(variance).Slope;

    private (double Value, double Slope) Moments(double variance)
    {
        if (!_moments.TryGetValue(variance, out var moments))
        {
            moments = (
                GaussianExpectation.Of(x => Square(_value(x)), variance, _kinks),
                GaussianExpectation.Of(x => Square(_slope(x)), variance, _kinks));
            _moments.Add(variance, moments);
        }

        return moments;
    }

    private static double Square(double x) => x * x;
}
