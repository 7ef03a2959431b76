using System.Runtime.InteropServices;
using System.Threading.Tasks;
using BackpropGen.Execution;

namespace BackpropGen.Gradients.Tests;

/// <summary>Several threads compute what one does. Here they share even the smallest phases.</summary>
public sealed class ThreadTests : IDisposable
{
    private const int Samples = 37;
    private readonly (long Operations, int Samples, int Parameters) _limits = (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare);

    public ThreadTests() => (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare) = (0, 1, 0);

    public static TheoryData<string> Fixtures => Cases.Fixtures;

    public static TheoryData<string, int> WideModels
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Wide.Keys)
            {
                foreach (int threads in new[] { 2, 3, 5 })
                {
                    data.Add(name, threads);
                }
            }

            return data;
        }
    }

    private static Dictionary<string, Func<IRealModel>> Wide { get; } = new(StringComparer.Ordinal)
    {
        [nameof(WidestResidual)] = static () => new WidestResidual(),
        [nameof(WideResidual)] = static () => new WideResidual(),
        [nameof(WideNormalized)] = static () => new WideNormalized(),
        [nameof(WideShared)] = static () => new WideShared(),
    };

    public void Dispose() => (Team.OperationsOfShare, Team.SamplesOfShare, Team.ParametersOfShare) = _limits;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Two_and_three_threads_give_the_gradients_losses_outputs_and_states_of_one(string name)
    {
        var fixture = Fixture.All[name];
        var one = Cases.Create(name);
        one.Model.Threads = 1;
        double loss = one.Backpropagate();
        foreach (int threads in new[] { 2, 3 })
        {
            var several = Cases.Create(name);
            several.Model.Threads = threads;
            Metric.AssertClose("loss", loss, several.Backpropagate(), 1e-12, fixture.Loss.Noise);
            foreach (var parameter in fixture.Parameters)
            {
                double bound = Math.Max(1e-12 * Metric.Largest(one.Gradient(parameter.Path)), parameter.Zero ? 1e-14 * fixture.LargestGradient : 16 * parameter.Noise);
                Metric.AssertWithin(parameter.Path, one.Gradient(parameter.Path), several.Gradient(parameter.Path), bound);
            }

            foreach (var state in fixture.States)
            {
                Metric.AssertClose(state.Path, one.Read(state.Path), several.Read(state.Path), 1e-12, state.Noise);
            }

            several = Cases.Create(name);
            several.Model.Threads = threads;
            Metric.AssertClose("loss at inference", fixture.Evaluation.Value, several.Evaluate(), 1e-10, fixture.Evaluation.Noise);
            several.Predict();
            foreach (var output in fixture.Outputs)
            {
                Metric.AssertClose(output.Name, output.Values, several.Output(output.Name), 1e-10, output.Noise);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WideModels))]
    public void Threads_that_share_samples_and_elements_agree_with_one(string name, int threads)
    {
        var (loss, gradient, states) = Step(Wide[name](), threads: 1);
        var (sharedLoss, sharedGradient, sharedStates) = Step(Wide[name](), threads);
        Metric.AssertClose("loss", loss, sharedLoss, 1e-13);
        Metric.AssertClose("gradient", gradient, sharedGradient, 1e-12);
        Metric.AssertWithin("states", states, sharedStates, 1e-12);
    }

    [Theory]
    [MemberData(nameof(WideModels))]
    public void The_same_number_of_threads_gives_the_same_bits_every_time_also_where_calls_meet(string name, int threads)
    {
        var (loss, gradient, states) = Step(Wide[name](), threads);
        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            var again = Step(Wide[name](), threads);
            Assert.Equal(loss, again.Loss);
            Assert.Equal(MemoryMarshal.Cast<double, long>(gradient).ToArray(), MemoryMarshal.Cast<double, long>(again.Gradient).ToArray());
            Assert.Equal(states, again.States);
        });
    }

    [Theory]
    [MemberData(nameof(WideModels))]
    public void Predictions_and_losses_of_many_samples_agree_with_those_of_one_thread(string name, int threads)
    {
        var model = Wide[name]();
        model.Initialize(seed: 3);
        const int Many = 1500;
        double[] x = Draw(Many * 48), target = Draw(Many * 5), alone = new double[Many * 5], shared = new double[Many * 5];
        model.Threads = 1;
        model.Predict(x, alone);
        double loss = model.Evaluate(x, target);
        model.Threads = threads;
        model.Predict(x, shared);
        Metric.AssertClose("outputs", alone, shared, 1e-12);
        Metric.AssertClose("loss", loss, model.Evaluate(x, target), 1e-12);
    }

    [Fact]
    public void A_wrong_label_in_a_later_share_is_refused_as_by_one_thread()
    {
        var model = new WideClassifier { Threads = 3 };
        double[] x = Draw(30 * 48);
        int[] labels = new int[30];
        labels[25] = 9;
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => model.Backpropagate(x, labels, new double[model.Parameters.Length]));
        Assert.Contains("there are 4 classes, 0 to 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_on_several_threads_allocates_nothing()
    {
        var model = new WideResidual { Threads = 3 };
        double[] x = Draw(Samples * 48), target = Draw(Samples * 5), gradients = new double[model.Parameters.Length];
        var optimizer = new Adam();
        for (int i = 0; i < 20; i++)
        {
            model.Backpropagate(x, target, gradients);
            optimizer.Step<double>(model, gradients);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Backpropagate(x, target, gradients);
        optimizer.Step<double>(model, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void A_number_of_threads_that_makes_no_sense_is_refused(int threads)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new WideResidual { Threads = threads });
        Assert.Contains("from 1 to 1024", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unless_set_a_step_stays_on_its_callers_thread() => Assert.Equal(1, new WideResidual().Threads);

    /// <summary>The parameters after two steps of Adam, whose update is shared too, with the last gradient.</summary>
    private static (double Loss, double[] Gradient, double[] States) Step(IRealModel model, int threads)
    {
        model.Threads = threads;
        model.Initialize(seed: 1);
        double[] x = Draw(Samples * 48), target = Draw(Samples * 5), gradients = new double[model.Parameters.Length];
        var optimizer = new Adam();
        model.Backpropagate(x, target, gradients, accumulate: false);
        optimizer.Step(model, gradients.AsSpan());
        double loss = model.Backpropagate(x, target, gradients, accumulate: false);
        return (loss, gradients, [.. model.States, .. model.Parameters]);
    }

    private static double[] Draw(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
