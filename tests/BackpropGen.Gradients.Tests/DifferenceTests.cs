namespace BackpropGen.Gradients.Tests;

/// <summary>Gradients against differences of the generated loss itself: an oracle that needs no other library.</summary>
public sealed class DifferenceTests
{
    private const double Relative = 1e-6;

    /// <summary>The step of a formula of fourth order: its truncation and its rounding are both near 1e-12.</summary>
    private const double Step = 2e-4;

    public static TheoryData<string> Smooth => Cases.Where(static fixture => fixture.Differences);

    /// <summary>Models that may take any weights: no logarithm, root or negative power of a dense layer.</summary>
    public static TheoryData<string> Whole => Cases.Where(static fixture => fixture.Differences && IsArchitecture(fixture));

    [Theory]
    [MemberData(nameof(Smooth))]
    public void Every_gradient_equals_central_differences(string name)
    {
        var fixture = Fixture.All[name];
        var subject = Cases.Create(name);
        subject.Backpropagate();
        double largest = Metric.Largest(subject.AllGradients());
        foreach (var parameter in fixture.Parameters)
        {
            double[] gradient = subject.Gradient(parameter.Path);
            double[] values = parameter.Values;
            var probe = Cases.Create(name);
            var slopes = new double[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                slopes[i] = Slope(offset =>
                {
                    double[] moved = [.. values];
                    moved[i] += offset;
                    probe.Write(parameter.Path, moved);
                    return probe.Backpropagate();
                });
            }

            // Rounding in the loss reaches every slope alike, so a small gradient is known less exactly.
            Metric.AssertWithin(parameter.Path, slopes, gradient, Relative * Math.Max(Metric.Largest(slopes), 1e-4 * largest));
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void The_gradient_at_random_weights_gives_the_slope_in_random_directions(string name)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var subject = Cases.Create(name);
            subject.Model.Initialize(seed);
            var random = new Random((int)seed);
            double[] start = [.. subject.Parameters.Select(value => value + 0.1 * (random.NextDouble() - 0.5))];
            double[] direction = [.. start.Select(_ => random.NextDouble() - 0.5)];
            subject.Parameters = start;
            subject.Backpropagate();
            double expected = subject.AllGradients().Zip(direction, static (g, v) => g * v).Sum();
            double scale = subject.AllGradients().Zip(direction, static (g, v) => Math.Abs(g * v)).Sum();

            double slope = Slope(offset =>
            {
                subject.Parameters = [.. start.Zip(direction, (w, v) => w + offset * v)];
                return subject.Backpropagate();
            });

            Metric.AssertWithin($"slope, seed {seed}", [slope], [expected], Relative * scale);
        }
    }

    private static bool IsArchitecture(Fixture fixture)
        => fixture.Model.EndsWith("Mlp", StringComparison.Ordinal) || fixture.Model.EndsWith("Network", StringComparison.Ordinal)
        || fixture.Model.EndsWith("Regression", StringComparison.Ordinal) || fixture.Model.EndsWith("Classifier", StringComparison.Ordinal)
        || fixture.Model.EndsWith("utoencoder", StringComparison.Ordinal) || fixture.Model is nameof(Siamese) or nameof(TwoHeads) or nameof(GradientPenalty);

    /// <summary>(8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h.</summary>
    private static double Slope(Func<double, double> lossAt)
        => ((8 * (lossAt(Step) - lossAt(-Step))) - (lossAt(2 * Step) - lossAt(-2 * Step))) / (12 * Step);
}
