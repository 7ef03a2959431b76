namespace BackpropGen.Generator.Symbolics;

/// <summary>How a function of one argument behaves far out, and how steep it gets.</summary>
/// <param name="LimitAtNegativeInfinity">The limit at −∞, possibly infinite; NaN where there is none.</param>
/// <param name="LimitAtPositiveInfinity">The limit at +∞, possibly infinite; NaN where there is none.</param>
/// <param name="MaximumSlope">sup |f′|, possibly infinite.</param>
internal readonly record struct FunctionShape(double LimitAtNegativeInfinity, double LimitAtPositiveInfinity, double MaximumSlope)
{
    /// <summary>Whether the function flattens out on both sides, as sigmoid and tanh do: both limits are finite, and it is not constant.</summary>
    public bool IsSaturating => IsFinite(LimitAtNegativeInfinity) && IsFinite(LimitAtPositiveInfinity) && MaximumSlope > 0;

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
