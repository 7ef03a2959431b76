using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace BackpropGen.Tests;

public class ModelStorageTests
{
    [Fact]
    public void A_new_model_has_the_values_of_seed_0()
    {
        var model = new ModelStorage<float>(Layouts.TwoLayers);
        float[] before = model.Parameters.ToArray();
        model.Initialize(1);
        Assert.NotEqual(before, model.Parameters.ToArray());
        model.Initialize(0);
        Assert.Equal(before, model.Parameters.ToArray());
    }

    [Fact]
    public void Initialization_draws_each_array_from_its_distribution()
    {
        var model = new ModelStorage<double>(Layouts.TwoLayers);
        Assert.All(model.Parameters[..12].ToArray(), value => Assert.InRange(value, -0.5, 0.5));
        Assert.Equal(12, model.Parameters[..12].ToArray().Distinct().Count());
        Assert.All(model.Parameters[12..16].ToArray(), value => Assert.Equal(0, value));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], model.States.ToArray());
        Assert.Equal(1 + (2 * RandomSequence.OfName(0, "head.weight").Normal(3)), model.Parameters[19]);
    }

    [Fact]
    public void A_float_model_starts_with_the_rounded_values_of_its_double_twin()
    {
        var single = new ModelStorage<float>(Layouts.TwoLayers);
        var precise = new ModelStorage<double>(Layouts.TwoLayers);
        Assert.Equal(precise.Parameters.ToArray().Select(value => (float)value), single.Parameters.ToArray());
    }

    [Fact]
    public void A_change_of_one_layer_leaves_the_first_values_of_others()
    {
        ParameterInfo head = Layouts.TwoLayers["head.weight"];
        var alone = new ModelStorage<float>(new ModelLayout(head with { Offset = 0 }));
        var full = new ModelStorage<float>(Layouts.TwoLayers);
        Assert.Equal(full.Parameters.Slice(16, 8).ToArray(), alone.Parameters.ToArray());
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var model = new ModelStorage<float>(Layouts.TwoLayers);
        float[] values = [1, 2, 3, 4], read = new float[4];
        model.Write("norm.running_mean", values);
        model.Read("norm.running_mean", read);
        Assert.Equal(values, read);
        Assert.Equal(values, model.States[..4].ToArray());
    }

    [Fact]
    public void A_wrong_length_names_the_expected_shape()
    {
        var model = new ModelStorage<float>(Layouts.TwoLayers);
        var reading = Assert.Throws<ArgumentException>(() => model.Read("stem.weight", new float[5]));
        Assert.Contains("'stem.weight' has the shape [4, 3]: expected 12 values, found 5", reading.Message, StringComparison.Ordinal);
        var writing = Assert.Throws<ArgumentException>(() => model.Write("stem.weight", new float[13]));
        Assert.Contains("[4, 3]: expected 12 values, found 13", writing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public unsafe void Buffers_start_at_64_bytes(int length)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            var buffer = new AlignedBuffer<double>(length);
            Assert.Equal(0, (nint)Unsafe.AsPointer(ref buffer.Span[0]) % 64);
            Assert.Equal(length, buffer.Span.Length);
        }
    }

    [Fact]
    public void Numbers_of_another_type_are_refused() =>
        Assert.Throws<NotSupportedException>(() => new ModelStorage<Half>(Layouts.TwoLayers));
}
