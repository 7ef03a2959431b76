namespace BackpropGen.Gradients.Tests;

/// <summary>What must hold of every gradient, whatever the numbers.</summary>
public sealed class IdentityTests
{
    private const double Relative = 1e-12;

    public static TheoryData<string> Fixtures => Cases.Fixtures;

    public static TheoryData<string> MeansOfSamples => Cases.Where(static fixture => fixture.MeanOfSamples);

    [Theory]
    [MemberData(nameof(MeansOfSamples))]
    public void The_gradient_of_a_batch_is_the_mean_of_its_samples_gradients(string name) => IsMeanOfSamples(name, Fixture.All[name].Batch);

    /// <summary>More samples than the widest register has lanes, and no multiple of any: lanes are along the samples, and along the columns for the last few.</summary>
    [Theory]
    [MemberData(nameof(MeansOfSamples))]
    public void The_gradient_of_many_samples_is_the_mean_of_theirs(string name) => IsMeanOfSamples(name, samples: 39);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_order_of_the_samples_does_not_matter(string name)
    {
        var fixture = Fixture.All[name];
        int[] order = [.. Enumerable.Range(0, fixture.Batch).Select(sample => (sample + 2) % fixture.Batch).Reverse()];
        Subject straight = Cases.Create(name), permuted = Cases.Create(name, order);

        Metric.AssertClose("loss", straight.Backpropagate(), permuted.Backpropagate(), Relative, fixture.Loss.Noise);
        foreach (var parameter in fixture.Parameters)
        {
            double bound = Math.Max(Relative * Metric.Largest(straight.Gradient(parameter.Path)), Math.Max(16 * parameter.Noise, parameter.Zero ? 1e-14 * fixture.LargestGradient : 0));
            Metric.AssertWithin(parameter.Path, straight.Gradient(parameter.Path), permuted.Gradient(parameter.Path), bound);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Outputs_move_with_their_samples(string name)
    {
        var fixture = Fixture.All[name];
        int[] order = [.. Enumerable.Range(0, fixture.Batch).Reverse()];
        Subject straight = Cases.Create(name), permuted = Cases.Create(name, order);
        straight.Predict();
        permuted.Predict();
        foreach (var output in fixture.Outputs)
        {
            int size = output.Values.Length / fixture.Batch;
            double[] expected = [.. order.SelectMany(row => straight.Output(output.Name).Skip(row * size).Take(size))];
            Metric.AssertClose(output.Name, expected, permuted.Output(output.Name), Relative, output.Noise);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Accumulating_the_same_batch_twice_doubles_the_gradient(string name)
    {
        Subject once = Cases.Create(name), twice = Cases.Create(name);
        once.Backpropagate();
        twice.Backpropagate();
        twice.Backpropagate(accumulate: true);

        Assert.Equal(once.AllGradients().Select(static value => 2 * value), twice.AllGradients());
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Without_accumulation_the_gradient_is_overwritten(string name)
    {
        var subject = Cases.Create(name);
        subject.Backpropagate();
        double[] first = subject.AllGradients();
        subject.Backpropagate(accumulate: true);
        subject.Backpropagate(accumulate: false);

        Assert.Equal(first, subject.AllGradients());
    }

    [Fact]
    public void Three_times_the_loss_has_three_times_the_gradient()
    {
        Subject single = Cases.Create(nameof(TanhMlp)), triple = Cases.Create(nameof(TanhMlpOfTripleLoss));

        Metric.AssertClose("loss", 3 * single.Backpropagate(), triple.Backpropagate(), Relative);
        Metric.AssertClose("gradients", [.. single.AllGradients().Select(static value => 3 * value)], triple.AllGradients(), Relative);
    }

    [Fact]
    public void Linear_regression_has_its_closed_form()
    {
        var fixture = Fixture.All[nameof(LinearRegression)];
        double[] x = fixture.Inputs[0].Reals!, target = fixture.Targets[0].Reals!;
        double[] weight = fixture.Parameters.Single(static one => one.Path == "line.weight").Values;
        double[] bias = fixture.Parameters.Single(static one => one.Path == "line.bias").Values;
        var expected = new double[6];
        var expectedBias = new double[2];

        // ∂/∂W of (1/2n) Σ ‖W x + b − t‖², two outputs: (1/n) Σ (W x + b − t) xᵀ.
        for (int n = 0; n < fixture.Batch; n++)
        {
            for (int o = 0; o < 2; o++)
            {
                double error = bias[o] - target[(n * 2) + o];
                for (int i = 0; i < 3; i++)
                {
                    error += weight[(o * 3) + i] * x[(n * 3) + i];
                }

                expectedBias[o] += error / fixture.Batch;
                for (int i = 0; i < 3; i++)
                {
                    expected[(o * 3) + i] += error * x[(n * 3) + i] / fixture.Batch;
                }
            }
        }

        var subject = Cases.Create(nameof(LinearRegression));
        subject.Backpropagate();
        Metric.AssertClose("weight", expected, subject.Gradient("line.weight"), Relative);
        Metric.AssertClose("bias", expectedBias, subject.Gradient("line.bias"), Relative);
    }

    /// <summary>Compares a batch, the fixture's samples over and over, with the mean of its samples one by one.</summary>
    private static void IsMeanOfSamples(string name, int samples)
    {
        int batch = Fixture.All[name].Batch;
        using var whole = Cases.Create(name, [.. Enumerable.Range(0, samples).Select(sample => sample % batch)]);
        double loss = whole.Backpropagate();
        var alone = Enumerable.Range(0, batch).Select(sample => Cases.Create(name, [sample])).ToList();
        double[] losses = [.. alone.Select(static subject => subject.Backpropagate())];

        Metric.AssertClose("loss", Enumerable.Range(0, samples).Average(sample => losses[sample % batch]), loss, Relative);
        foreach (var parameter in Fixture.All[name].Parameters)
        {
            var gradients = alone.Select(subject => subject.Gradient(parameter.Path)).ToList();
            double[] mean = [.. parameter.Values.Select((_, i) => Enumerable.Range(0, samples).Average(sample => gradients[sample % batch][i]))];
            double bound = Math.Max(
                Relative * gradients.Max(static gradient => Metric.Largest(gradient)),
                parameter.Zero ? 1e-14 * Fixture.All[name].LargestGradient : 0);
            Metric.AssertWithin(parameter.Path, mean, whole.Gradient(parameter.Path), bound);
        }
    }
}
