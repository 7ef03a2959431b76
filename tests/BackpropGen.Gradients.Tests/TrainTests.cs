using BackpropGen.Execution;

namespace BackpropGen.Gradients.Tests;

/// <summary>A step of training is Backpropagate and the optimizer's Step, to the last bit, whatever moves the parameters.</summary>
public sealed class TrainTests : IDisposable
{
    private const int Inputs = 48, Outputs = 5, Steps = 2, InputsOfRows = 3;
    private const string Descent = "descent";
    private readonly (long Operations, int Samples, int Parameters) _limits = (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare);

    public TrainTests() => (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare) = (0, 1, 0);

    public static TheoryData<string, string> Trainings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string model in Models.Keys)
            {
                foreach (string optimizer in Optimizers.Keys)
                {
                    data.Add(model, optimizer);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> OptimizerNames => [.. Optimizers.Keys];

    private static Dictionary<string, Func<IRealModel>> Models { get; } = new(StringComparer.Ordinal)
    {
        [nameof(DescendingMlp)] = static () => new DescendingMlp(),
        [nameof(DescendingPanel)] = static () => new DescendingPanel(),
        [nameof(DescendingWide)] = static () => new DescendingWide(),
        [nameof(DescendingResidual)] = static () => new DescendingResidual(),
        [nameof(DescendingClipped)] = static () => new DescendingClipped(),
        [nameof(DescendingPenalized)] = static () => new DescendingPenalized(),
        [nameof(DescendingRows2)] = static () => new DescendingRows2(),
        [nameof(DescendingRows3)] = static () => new DescendingRows3(),
        [nameof(DescendingRows7)] = static () => new DescendingRows7(),
        [nameof(DescendingRows4)] = static () => new DescendingRows4(),
        [nameof(DescendingRows8)] = static () => new DescendingRows8(),
        [nameof(WideResidual)] = static () => new WideResidual(),
        [nameof(WidestResidual)] = static () => new WidestResidual(),
        [nameof(WideNormalized)] = static () => new WideNormalized(),
        [nameof(WideShared)] = static () => new WideShared(),
    };

    private static Dictionary<string, Func<Optimizer>> Optimizers { get; } = new(StringComparer.Ordinal)
    {
        [Descent] = static () => new Sgd(0.1),
        ["momentum"] = static () => new Sgd(0.1, momentum: 0.9),
        ["Adam"] = static () => new Adam(),
        ["AdamW"] = static () => new AdamW(),
    };

    public void Dispose() => (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare) = _limits;

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Training_has_the_bits_of_backpropagation_and_an_update(string name, string optimizer)
    {
        foreach (int threads in optimizer == Descent ? new[] { 1, 2, 3 } : [1, 3])
        {
            // Descent is another for one sample, and for more than are summed in one block, 272.
            foreach (int samples in optimizer == Descent ? new[] { 1, 37, 273 } : [37])
            {
                bool isRows = name.StartsWith("DescendingRows", StringComparison.Ordinal);
                double[] x = Draw(samples * (isRows ? InputsOfRows : Inputs)), target = Draw(samples * (isRows ? 1 : Outputs));
                IRealModel inOne = Models[name](), inTwo = Models[name]();
                var (optimizerOfOne, optimizerOfTwo) = (Optimizers[optimizer](), Optimizers[optimizer]());
                inOne.Initialize(seed: 3);
                inTwo.Initialize(seed: 3);
                inOne.Threads = inTwo.Threads = threads;
                double[] gradients = new double[inTwo.Parameters.Length];
                for (int step = 0; step < Steps; step++)
                {
                    double loss = inOne.Train(x, target, optimizerOfOne);
                    Assert.Equal(inTwo.Backpropagate(x, target, gradients, accumulate: false), loss);
                    optimizerOfTwo.Step<double>(inTwo, gradients);
                    Assert.Equal(inTwo.Parameters.ToArray(), inOne.Parameters.ToArray());
                    Assert.Equal(inTwo.States.ToArray(), inOne.States.ToArray());
                }

                Assert.Equal(Steps, optimizerOfOne.StepCount);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Training_in_single_precision_has_the_same_bits_too(string optimizer)
    {
        SingleDescendingMlp inOne = new(), inTwo = new();
        var (optimizerOfOne, optimizerOfTwo) = (Optimizers[optimizer](), Optimizers[optimizer]());
        inOne.Initialize(seed: 3);
        inTwo.Initialize(seed: 3);
        float[] x = [.. Draw(37 * Inputs).Select(static value => (float)value)], gradients = new float[inTwo.Parameters.Length];
        int[] labels = [.. Enumerable.Range(0, 37).Select(static sample => sample % Outputs)];
        for (int step = 0; step < Steps; step++)
        {
            float loss = inOne.Train(x, labels, optimizerOfOne);
            Assert.Equal(inTwo.Backpropagate(x, labels, gradients), loss);
            optimizerOfTwo.Step<float>(inTwo, gradients);
            Assert.Equal(inTwo.Parameters.ToArray(), inOne.Parameters.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Training_by_loops_over_samples_in_single_precision_has_the_same_bits_too(string optimizer)
    {
        SingleDescendingRows inOne = new(), inTwo = new();
        var (optimizerOfOne, optimizerOfTwo) = (Optimizers[optimizer](), Optimizers[optimizer]());
        inOne.Initialize(seed: 3);
        inTwo.Initialize(seed: 3);
        float[] x = [.. Draw(37 * 2).Select(static value => (float)value)], target = [.. Draw(37).Select(static value => (float)value)], gradients = new float[inTwo.Parameters.Length];
        for (int step = 0; step < Steps; step++)
        {
            float loss = inOne.Train(x, target, optimizerOfOne);
            Assert.Equal(inTwo.Backpropagate(x, target, gradients), loss);
            optimizerOfTwo.Step<float>(inTwo, gradients);
            Assert.Equal(inTwo.Parameters.ToArray(), inOne.Parameters.ToArray());
        }

        Assert.Equal(Steps, optimizerOfOne.StepCount);
    }

    [Fact]
    public void An_optimizer_of_another_model_is_refused_before_anything_moves()
    {
        DescendingMlp first = new(), second = new();
        second.Initialize(seed: 3);
        double[] before = second.Parameters.ToArray(), x = Draw(Inputs), target = Draw(Outputs);
        var optimizer = new Sgd(0.1);
        first.Train(x, target, optimizer);
        Assert.Throws<InvalidOperationException>(() => second.Train(x, target, optimizer));
        Assert.Equal(before, second.Parameters.ToArray());
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        AllocatesNothing(new DescendingMlp(), Draw(37 * Inputs), Draw(37 * Outputs));
        AllocatesNothing(new DescendingRows8(), Draw(37 * InputsOfRows), Draw(37));
    }

    private static void AllocatesNothing(IRealModel model, double[] x, double[] target)
    {
        var optimizer = new Sgd(0.1);
        model.Train(x, target, optimizer);
        model.Train(x, target, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Train(x, target, optimizer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Draw(int length)
    {
        var random = new Random(length);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (2 * random.NextDouble()) - 1;
        }

        return values;
    }
}
