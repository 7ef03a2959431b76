namespace BackpropGen.Symbolics.Tests;

/// <summary>Numerical derivatives: central differences, extrapolated twice (Richardson).</summary>
internal static class Differences
{
    /// <summary>∂f/∂xᵢ; null where the function is not smooth around the point, which differences cannot judge.</summary>
    public static double? Partial(Func<double[], double> f, double[] x, int index, double step = 4e-3)
    {
        double Central(double h)
        {
            double[] left = [.. x], right = [.. x];
            left[index] -= h;
            right[index] += h;
            return (f(right) - f(left)) / (2 * h);
        }

        double Extrapolated(double h) => ((4 * Central(h / 2)) - Central(h)) / 3;
        double coarse = Extrapolated(step), fine = Extrapolated(step / 2);
        double value = ((16 * fine) - coarse) / 15;
        return Math.Abs(coarse - fine) <= 1e-6 * (1 + Math.Abs(value)) ? value : null;
    }

    /// <summary>Fails with the numbers where two differ by more than a tolerance relative to max(1, |expected|).</summary>
    public static void AssertClose(double expected, double actual, double tolerance, string what)
    {
        bool isClose = expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(isClose, FormattableString.Invariant($"{what}: expected {expected:R}, actual {actual:R}"));
    }
}
