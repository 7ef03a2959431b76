using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Tests;

public class SafetensorsTests
{
    [Fact]
    public void A_saved_model_is_restored_bit_by_bit()
    {
        using var file = new TemporaryFile();
        TestModel<float> saved = Model<float>(5), restored = Model<float>(6);
        saved.States.Fill(float.Epsilon);
        saved.Parameters[3] = float.NaN;
        saved.Parameters[4] = -0f;

        saved.Save(file.Path);
        restored.Restore(file.Path);

        Assert.Equal(Bits(saved), Bits(restored));
    }

    [Fact]
    public void The_file_has_the_documented_format()
    {
        using var file = new TemporaryFile();
        var model = new TestModel<float>(Layouts.Vector(2));
        model.Storage.Write("vector", [1, -2]);
        model.Save(file.Path);

        byte[] bytes = File.ReadAllBytes(file.Path);
        int headerLength = bytes[0] | (bytes[1] << 8);
        Assert.All(bytes[2..8], high => Assert.Equal(0, high));
        Assert.Equal(0, headerLength % 8);
        string header = Encoding.UTF8.GetString(bytes, 8, headerLength);
        Assert.StartsWith("{", header, StringComparison.Ordinal);
        JsonElement tensor = JsonDocument.Parse(header.TrimEnd(' ')).RootElement.GetProperty("vector");
        Assert.Equal("""{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", tensor.GetRawText());
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], bytes[(8 + headerLength)..]);
    }

    [Fact]
    public void A_file_of_another_writer_in_another_order_is_read()
    {
        using var file = new TemporaryFile();
        string header = """{"b":{"data_offsets":[4,12],"shape":[2],"dtype":"F32"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""";
        Write(file.Path, header, 1, 2, 3);
        var model = new TestModel<float>(new ModelLayout(
            new ParameterInfo("a", [], 0, StoredKind.Parameter, default),
            new ParameterInfo("b", [2], 0, StoredKind.State, default)));

        model.Restore(file.Path);

        Assert.Equal([1], model.Parameters.ToArray());
        Assert.Equal([2, 3], model.States.ToArray());
    }

    [Fact]
    public void A_double_model_reads_a_float_file_exactly()
    {
        using var file = new TemporaryFile();
        TestModel<float> single = Model<float>(5);
        single.Save(file.Path);
        TestModel<double> precise = Model<double>(6);
        precise.Restore(file.Path);
        Assert.Equal(single.Parameters.ToArray().Select(value => (double)value), precise.Parameters.ToArray());
    }

    [Fact]
    public void A_float_model_refuses_a_double_file()
    {
        using var file = new TemporaryFile();
        Model<double>(5).Save(file.Path);
        AssertRefused(file.Path, Model<float>(6), "tensor 'stem.weight': expected F32 [4, 3], found F64 [4, 3]");
    }

    [Theory]
    [InlineData("""{}""", "expected 0 bytes after the header, found 8")]
    [InlineData("""{"victor":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "tensor 'vector': expected F32 [2], found no such tensor")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", "expected F32 [2], found F32 [1, 2]")]
    [InlineData("""{"vector":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "found I64")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "expected 8 bytes")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "expected 8 bytes")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "expected its first byte at 0")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2]}}""", "two data_offsets")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "at least 0")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}""", "fewer than 2^63 bytes")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}""", "whole numbers")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"vector":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "expected one entry, found two")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"strides":[1]}}""", "'strides'")]
    [InlineData("""{"vector":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"other":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "tensor 'other': expected its first byte at 8")]
    [InlineData("""{"__metadata__":{"epochs":3},"vector":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "expected String, found Number")]
    [InlineData("""{"\ud800":{}}""", "a safetensors header in JSON")]
    [InlineData("""[]""", "expected StartObject")]
    [InlineData("""not json""", "a safetensors header in JSON")]
    public void A_file_that_does_not_match_says_why(string header, string expected)
    {
        using var file = new TemporaryFile();
        Write(file.Path, header, 1, 2);
        AssertRefused(file.Path, new TestModel<float>(Layouts.Vector(2)), expected);
    }

    [Fact]
    public void A_tensor_that_the_model_does_not_have_is_refused()
    {
        using var file = new TemporaryFile();
        Model<float>(0).Save(file.Path);
        var smaller = new TestModel<float>(new ModelLayout(Layouts.TwoLayers["stem.weight"]));
        AssertRefused(file.Path, smaller, "expected no tensor that the model does not have");
    }

    [Fact]
    public void An_enormous_header_length_is_refused_without_being_allocated()
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, [255, 255, 255, 255, 255, 255, 255, 255, (byte)'{', (byte)'}']);
        AssertRefused(file.Path, Model<float>(0), "expected a header of at most 2 bytes, found 18446744073709551615");
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_no_other()
    {
        using var file = new TemporaryFile();
        Model<float>(1).Save(file.Path);
        Model<float>(2).Save(file.Path);
        TestModel<float> restored = Model<float>(3);
        restored.Restore(file.Path);
        Assert.Equal(Bits(Model<float>(2)), Bits(restored));
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void Saving_that_fails_leaves_what_was_there()
    {
        // A folder stands where the file is to go, so that the last step, the renaming, fails.
        using var file = new TemporaryFile();
        Directory.CreateDirectory(file.Path);
        Assert.ThrowsAny<Exception>(() => Model<float>(1).Save(file.Path));
        Assert.True(Directory.Exists(file.Path));
        Assert.Empty(Directory.GetFiles(file.Folder));
    }

    internal static TestModel<T> Model<T>(ulong seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var model = new TestModel<T>(Layouts.TwoLayers);
        model.Initialize(seed);
        return model;
    }

    internal static int[] Bits(TestModel<float> model) =>
        [.. model.Parameters.ToArray().Concat(model.States.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private static void AssertRefused(string path, TestModel<float> model, string expected)
    {
        int[] before = Bits(model);
        var exception = Assert.Throws<ModelFormatException>(() => model.Restore(path));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits(model));
    }

    private static void Write(string path, string header, params float[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = [.. BitConverter.GetBytes((long)text.Length), .. text, .. numbers.SelectMany(BitConverter.GetBytes)];
        File.WriteAllBytes(path, bytes);
    }
}
