using System.IO;
using System.Threading.Tasks;

namespace BackpropGen.Gradients.Tests;

/// <summary>What the generated members promise besides the right numbers.</summary>
public sealed class GeneratedMembersTests
{
    public static TheoryData<string> Fixtures => Cases.Fixtures;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Nothing_is_allocated_once_a_batch_size_was_seen(string name)
    {
        var subject = Cases.Create(name);
        Run(subject);
        Run(subject);

        // Now and then the runtime itself allocates something on a thread; a step that allocates does so each time.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocated(subject)));

        static long Allocated(Subject subject)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(subject);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Run(Subject subject)
        {
            subject.Predict();
            subject.Evaluate();
            subject.Backpropagate();
            subject.Backpropagate(accumulate: true);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Predictions_from_several_threads_equal_those_from_one(string name)
    {
        var fixture = Fixture.All[name];
        var alone = Cases.Create(name);
        alone.Predict();
        Subject[] shared = [.. Enumerable.Range(0, 8).Select(_ => alone.Share())];

        Parallel.ForEach(shared, static subject =>
        {
            for (int i = 0; i < 20; i++)
            {
                subject.Predict();
            }
        });

        foreach (var output in fixture.Outputs)
        {
            Assert.All(shared, subject => Assert.Equal(alone.Output(output.Name), subject.Output(output.Name)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_label_that_is_no_class_is_refused_by_its_sample_before_anything_is_computed(int threads)
    {
        const int Count = 600;
        var model = new SoftmaxClassifier { Threads = threads };
        model.Initialize(seed: 1);
        double[] x = new double[4 * Count], gradients = new double[model.Parameters.Length], untouched = [.. gradients.Select(static _ => 7.0)];
        int[] labels = new int[Count];
        labels[531] = 3;
        untouched.CopyTo(gradients, 0);
        ArgumentOutOfRangeException[] refusals =
        [
            Assert.Throws<ArgumentOutOfRangeException>("label", () => model.Evaluate(x, labels)),
            Assert.Throws<ArgumentOutOfRangeException>("label", () => model.Backpropagate(x, labels, gradients)),
            Assert.Throws<ArgumentOutOfRangeException>("label", () => model.Backpropagate(x, labels, gradients, accumulate: true)),
            Assert.Throws<ArgumentOutOfRangeException>("label", () => model.Accuracy(new SoftmaxClassifier.Samples(x, labels))),
        ];

        Assert.All(refusals, static refusal => Assert.StartsWith("The label of sample 531 is 3; there are 3 classes, 0 to 2.", refusal.Message, StringComparison.Ordinal));
        Assert.Equal(untouched, gradients);
    }

    [Fact]
    public void A_token_that_is_no_row_of_its_table_is_refused_by_its_column()
    {
        var model = new EmbeddingClassifier();
        model.Initialize(seed: 1);
        double[] logits = [7, 7, 7, 7, 7, 7];
        var refusal = Assert.Throws<ArgumentOutOfRangeException>("word", () => model.Predict([6, -1], [2, 0], logits));
        Assert.StartsWith("The label of sample 1 is -1; there are 7 classes, 0 to 6.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("place", () => model.Predict([6, 0], [3, 0], logits));
        Assert.All(logits, static logit => Assert.Equal(7, logit));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_wrong_length_is_refused_by_its_expected_shape(string name)
    {
        var fixture = Fixture.All[name];
        var lone = fixture.Inputs.Concat(fixture.Targets).Count() == 1;
        foreach (var column in fixture.Inputs.Concat(fixture.Targets))
        {
            // A lone column of single elements has no wrong length, and the first one says how many samples there are.
            if (column.Size == 1 && lone)
            {
                continue;
            }

            var subject = Cases.Create(name);
            subject.Resize(column.Name, -1);
            AssertNamesShape(column.Shape, Assert.Throws<ArgumentException>(() => subject.Evaluate()), column.Size > 1);
            AssertNamesShape(column.Shape, Assert.Throws<ArgumentException>(() => subject.Backpropagate()), column.Size > 1);
        }

        foreach (var output in fixture.Outputs)
        {
            var subject = Cases.Create(name);
            subject.Resize(output.Name, 1);
            AssertNamesShape(output.Shape, Assert.Throws<ArgumentException>(subject.Predict), true);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_wrong_number_of_gradients_is_refused(string name)
    {
        var subject = Cases.Create(name);
        subject.ResizeGradients(-1);

        Assert.Throws<ArgumentException>(() => subject.Backpropagate());
        Assert.Throws<ArgumentException>(() => subject.Backpropagate(accumulate: true));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_same_seed_gives_the_same_bits(string name)
    {
        Subject first = Cases.Create(name), second = Cases.Create(name);
        first.Model.Initialize(42);
        second.Model.Initialize(42);

        Assert.Equal(first.Parameters, second.Parameters);
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        Subject first = Cases.Create(nameof(TanhMlp)), second = Cases.Create(nameof(TanhMlp));
        first.Model.Initialize(1);
        second.Model.Initialize(2);

        Assert.NotEqual(first.Read("hidden.weight"), second.Read("hidden.weight"));
        Assert.Equal(first.Read("hidden.bias"), second.Read("hidden.bias"));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_saved_model_is_restored_bit_by_bit(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Subject saved = Cases.Create(name), restored = Cases.Create(name);
            saved.Model.Save(path);
            restored.Model.Initialize(7);
            restored.Model.Restore(path);

            Assert.Equal(saved.Parameters, restored.Parameters);
            foreach (var state in Fixture.All[name].States)
            {
                Assert.Equal(state.Values, restored.Read(state.Path));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_loaded_model_predicts_the_same()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var model = new BatchNormMlp();
            model.Initialize(3);
            model.Save(path);
            var loaded = BatchNormMlp.Load(path);
            double[] x = [0.5, -1, 2, 0.25, 1, 1, -1, 0], expected = new double[6], actual = new double[6];
            model.Predict(x, expected);
            loaded.Predict(x, actual);

            Assert.Equal(expected, actual);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_parameter_is_read_as_it_was_written()
    {
        var model = new TanhMlp();
        double[] written = [.. Enumerable.Range(0, 16).Select(static i => i / 7.0)], read = new double[16];
        model.Write("hidden.weight", written);
        model.Read("hidden.weight", read);

        Assert.Equal(written, read);
        // Stored as the layout says: one panel of the eight outputs, input after input.
        var place = model.Layout["hidden.weight"];
        Assert.Equal(
            Enumerable.Range(0, 16).Select(i => written[(2 * (i % 8)) + (i / 8)]),
            model.Parameters.Slice(place.Offset, place.Length).ToArray());
    }

    [Fact]
    public void The_samples_record_gives_the_same_loss_and_gradient_as_the_spans()
    {
        var model = new TanhMlp();
        model.Initialize(5);
        double[] x = [0.5, -1, 2, 0.25], target = [1, -1];
        double[] expected = new double[model.Layout.ParameterCount], actual = new double[expected.Length];
        double loss = model.Backpropagate(x, target, expected);

        Assert.Equal(loss, model.Backpropagate(new TanhMlp.Samples(x, target), actual));
        Assert.Equal(expected, actual);
        Assert.Equal(loss, model.Evaluate(new TanhMlp.Samples(x, target)));
    }

    private static void AssertNamesShape(int[] shape, ArgumentException exception, bool named)
    {
        if (named)
        {
            Assert.Contains($"[{string.Join(", ", shape)}]", exception.Message, StringComparison.Ordinal);
        }
    }
}
