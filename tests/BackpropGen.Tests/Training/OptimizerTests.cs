using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Tests;

public class OptimizerTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd-momentum")]
    [InlineData("sgd-nesterov")]
    [InlineData("adam")]
    [InlineData("adam-other-betas")]
    [InlineData("adamw")]
    public void Steps_are_those_of_PyTorch(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "optimizers.json")));
        JsonElement oracle = document.RootElement.GetProperty(name);
        double[][] gradients = oracle.GetProperty("gradients").Deserialize<double[][]>()!, points = oracle.GetProperty("points").Deserialize<double[][]>()!;
        Optimizer optimizer = Make(name);
        var model = new TestModel<double>(Layouts.Vector(points[0].Length));
        points[0].CopyTo(model.Parameters);
        for (int step = 0; step < gradients.Length; step++)
        {
            optimizer.Step(model, gradients[step]);
            Assert.All(points[step + 1].Zip(model.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
    }

    [Theory]
    [InlineData("sgd-nesterov")]
    [InlineData("adamw")]
    public void Float_steps_stay_close_to_double_steps_at_every_length(string name)
    {
        foreach (int length in new[] { 1, 3, 8, 16, 31, 64, 77 })
        {
            Optimizer single = Make(name), precise = Make(name);
            var singleModel = new TestModel<float>(Layouts.Vector(length));
            var preciseModel = new TestModel<double>(Layouts.Vector(length));
            for (int step = 0; step < 5; step++)
            {
                double[] gradient = [.. Enumerable.Range(0, length).Select(index => Math.Sin((7 * index) + step))];
                single.Step(singleModel, [.. gradient.Select(value => (float)value)]);
                precise.Step(preciseModel, gradient);
            }

            Assert.All(preciseModel.Parameters.ToArray().Zip(singleModel.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            Assert.DoesNotContain(0f, singleModel.Parameters.ToArray());
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd-nesterov")]
    [InlineData("adamw")]
    public void A_parameter_gets_the_same_bits_in_a_register_and_alone(string name)
    {
        var model = new TestModel<float>(Layouts.Vector(77));
        Optimizer optimizer = Make(name);
        TestModel<float>[] alone = [.. Enumerable.Range(0, 77).Select(_ => new TestModel<float>(Layouts.Vector(1)))];
        Optimizer[] optimizers = [.. alone.Select(_ => Make(name))];
        for (int step = 0; step < 5; step++)
        {
            float[] gradient = [.. Enumerable.Range(0, 77).Select(index => MathF.Sin((7 * index) + step))];
            for (int index = 0; index < alone.Length; index++)
            {
                optimizers[index].Step(alone[index], [gradient[index]]);
            }

            optimizer.Step(model, gradient);
        }

        Assert.Equal(alone.Select(single => single.Parameters[0]), model.Parameters.ToArray());
    }

    [Fact]
    public void A_first_step_of_Adam_is_the_learning_rate_against_the_sign()
    {
        var model = new TestModel<double>(Layouts.Vector(2));
        new Adam(0.5, epsilon: 0).Step(model, [1e-3, -40]);
        Assert.All(model.Parameters.ToArray().Zip([-0.5, 0.5]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    // The step is 2e-13, half of the distance from 1 to the next float is 6e-8, to the next double 1e-16.
    [Fact]
    public void A_small_gradient_leaves_a_weight_of_one_as_it_is_in_float_and_changes_it_in_double()
    {
        Assert.Equal(1f, Step(1f, 2e-10f));
        Assert.Equal(1 - 2e-13, Step(1.0, 2e-10), 1e-16);

        static T Step<T>(T weight, T gradient)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var model = new TestModel<T>(new ModelLayout(new ParameterInfo("weight", [1], 0, StoredKind.Parameter, new(Distribution.Constant, 0))));
            model.Parameters[0] = weight;
            new Sgd(1e-3).Step(model, [gradient]);
            return model.Parameters[0];
        }
    }

    // The moments of a constant gradient are its own and its square's, whatever their weights: so is every step.
    [Fact]
    public void Adam_corrects_its_moments_by_powers_of_the_decays_at_every_step()
    {
        var model = new TestModel<double>(Layouts.Vector(1));
        var optimizer = new Adam(1, 0.5, 0.99, epsilon: 0);
        for (int step = 1; step <= 6000; step++)
        {
            optimizer.Step(model, [1e-3]);
            Assert.Equal(-step, model.Parameters[0], step * 1e-12);
        }
    }

    [Fact]
    public void The_gradient_is_clipped_as_the_model_says()
    {
        var model = new TestModel<double>(Layouts.Vector(2)) { Clipping = new GradientClipping(maxNorm: 1) };
        double[] gradient = [30, -40];
        new Sgd(1).Step(model, gradient);
        Assert.All(model.Parameters.ToArray().Zip([-0.6, 0.8]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void A_decaying_moment_ends_at_0_and_not_at_a_subnormal_number()
    {
        var model = new TestModel<float>(Layouts.Vector(1));
        var optimizer = new Sgd(1, momentum: 0.5);
        optimizer.Step(model, [1e-37f]);
        float before = float.NaN;
        for (int step = 0; step < 8; step++)
        {
            before = model.Parameters[0];
            optimizer.Step(model, [0]);
        }

        // 1e-37, halved four times, is below the smallest normal number.
        Assert.Equal(before, model.Parameters[0]);
        Assert.Equal(-(1 + 0.5f + 0.25f + 0.125f) * 1e-37f, model.Parameters[0], 1e-43f);
    }

    [Fact]
    public void Steps_allocate_nothing_after_the_first()
    {
        var model = new TestModel<float>(Layouts.Vector(1000)) { Clipping = new GradientClipping(1, 1) };
        float[] gradient = new float[1000];
        Optimizer[] optimizers = [new Sgd(0.1, 0.9, true), new Adam(), new AdamW()];
        foreach (Optimizer optimizer in optimizers)
        {
            for (int step = 0; step < 100; step++)
            {
                optimizer.Step(model, gradient);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            optimizer.Step(model, gradient);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Another_model_is_refused_until_the_optimizer_is_reset()
    {
        var optimizer = new Adam();
        optimizer.Step(new TestModel<double>(Layouts.Vector(2)), [1, 1]);
        var other = new TestModel<float>(Layouts.Vector(2));
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(other, [1f, 1f]));
        optimizer.Reset();
        optimizer.Step(other, [1f, 1f]);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void A_gradient_of_another_length_is_refused_and_changes_nothing()
    {
        var model = new TestModel<double>(Layouts.Vector(2));
        var exception = Assert.Throws<ArgumentException>(() => new Adam().Step(model, [1, 1, 1]));
        Assert.Contains("each of 2 parameters, found 3", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0], model.Parameters.ToArray());
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(momentum: 1));
        Assert.Throws<ArgumentException>(() => new Sgd(nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd().LearningRate = double.PositiveInfinity);
    }

    private static Optimizer Make(string name) => name switch
    {
        "sgd" => new Sgd(0.1),
        "sgd-momentum" => new Sgd(0.05, 0.9),
        "sgd-nesterov" => new Sgd(0.05, 0.9, nesterov: true),
        "adam" => new Adam(0.01),
        "adam-other-betas" => new Adam(0.02, 0.8, 0.95, 1e-4),
        _ => new AdamW(0.01, 0.1),
    };
}
