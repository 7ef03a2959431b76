using System.Globalization;

namespace BackpropGen.Gradients.Tests;

/// <summary>
/// How close a tensor must be to the oracle's: <c>max|g − g*| ≤ max(relative · max|g*|, 16 · noise)</c>, tensor by tensor.
/// There is no floor by a maximum over all tensors: a vanishing layer would pass unchecked.
/// </summary>
public static class Metric
{
    private const double NoiseFactor = 16;

    public static double Largest(IEnumerable<double> values) => values.Aggregate(0.0, static (largest, value) => Math.Max(largest, Math.Abs(value)));

    public static void AssertClose(string name, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double relative, double noise = 0)
    {
        Assert.True(expected.Count == actual.Count, $"{name}: {actual.Count} elements, expected {expected.Count}.");
        AssertWithin(name, expected, actual, Math.Max(relative * Largest(expected), NoiseFactor * noise));
    }

    public static void AssertClose(string name, double expected, double actual, double relative, double noise = 0)
        => AssertClose(name, [expected], [actual], relative, noise);

    public static void AssertWithin(string name, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double bound)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);

            // Written so that NaN fails.
            if (!(error <= bound))
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture, $"{name}, element {i}: {actual[i]:R}, expected {expected[i]:R}; off by {error:E2}, at most {bound:E2} allowed."));
            }
        }
    }
}
