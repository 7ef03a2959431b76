namespace BackpropGen.Gradients.Tests;

/// <summary>Maps of functions with derivatives of their own: the model's gradient against differences of its loss.</summary>
public sealed class RuledMapTests
{
    private const int Samples = 7;
    private const double Step = 1e-3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_function_of_one_tensor(ulong seed) => Assert.InRange(Error(new RuledUnaryMap(), seed), 0, 1e-8);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Functions_of_several_tensors(ulong seed) => Assert.InRange(Error(new RuledWideMap(), seed), 0, 1e-8);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    // Its value jumps between branches: so short a step meets none of the jumps.
    public void Branches_and_helpers_around_them(ulong seed) => Assert.InRange(Error(new RuledBranchingMap(), seed, 1e-5), 0, 1e-8);

    [Fact]
    public void A_function_in_single_precision() => Assert.InRange(Error(new RuledNarrowMap(), 1, 0.1), 0, 1e-5);

    [Fact]
    public void The_method_itself_is_what_runs()
    {
        var model = new RuledUnaryMap();
        model.Initialize(3);
        double[] x = Draw(new Random(3), Samples * 3), y = new double[Samples * 5];
        model.Predict(x, y);
        double[] weight = new double[15], bias = new double[5];
        model.Read("dense.weight", weight);
        model.Read("dense.bias", bias);
        int outputs = bias.Length;
        for (int i = 0; i < y.Length; i++)
        {
            // Whichever way the weights lie: the value is 2 √(z² + 1) − 1 of a pre-activation.
            double rows = 0, columns = 0;
            for (int k = 0; k < 3; k++)
            {
                rows += x[(i / outputs * 3) + k] * weight[(i % outputs * 3) + k];
                columns += x[(i / outputs * 3) + k] * weight[(k * outputs) + (i % outputs)];
            }

            double Value(double z) => (2 * Ruled.Root((z * z) + 1)) - 1;
            double error = Math.Min(Math.Abs(Value(rows + bias[i % outputs]) - y[i]), Math.Abs(Value(columns + bias[i % outputs]) - y[i]));
            Assert.InRange(error, 0, 1e-14);
        }
    }

    /// <summary>The largest difference between the gradient and central differences of fourth order, relative to the largest element.</summary>
    private static double Error(IRealModel model, ulong seed, double step = Step)
    {
        model.Initialize(seed);
        var random = new Random((int)seed);
        foreach (ref double value in model.Parameters)
        {
            value += 0.3 * (random.NextDouble() - 0.5);
        }

        double[] x = Draw(random, Samples * 3), target = Draw(random, Samples * 5), gradient = new double[model.Parameters.Length];
        model.Backpropagate(x, target, gradient, accumulate: false);
        double largest = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            double at = model.Parameters[i];
            double LossAt(double offset)
            {
                model.Parameters[i] = at + offset;
                double loss = model.Evaluate(x, target);
                model.Parameters[i] = at;
                return loss;
            }

            double slope = ((8 * (LossAt(step) - LossAt(-step))) - (LossAt(2 * step) - LossAt(-2 * step))) / (12 * step);
            largest = Math.Max(largest, Math.Abs(slope - gradient[i]));
        }

        Assert.True(Metric.Largest(gradient) > 1e-3);
        return largest / Metric.Largest(gradient);
    }

    private static double[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
