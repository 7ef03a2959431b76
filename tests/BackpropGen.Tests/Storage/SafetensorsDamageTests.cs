using System;
using System.IO;
using Xunit;

namespace BackpropGen.Tests;

public class SafetensorsDamageTests
{
    private static readonly ModelLayout Small = new(
        new ParameterInfo("layer.weight", [2, 3], 0, StoredKind.Parameter, new(Distribution.Normal, 0, 1)),
        new ParameterInfo("layer.mean", [3], 0, StoredKind.State, new(Distribution.Normal, 0, 1)));

    [Fact]
    public void Every_flipped_bit_of_the_header_is_refused_or_changes_nothing_that_was_saved()
    {
        using var file = new TemporaryFile();
        byte[] whole = Saved();
        ModelStorage<float> expected = Stored(), restored = new(Small);
        int end = whole.Length - (sizeof(float) * (Small.ParameterCount + Small.StateCount));
        int refused = 0;
        for (int bit = 0; bit < 8 * end; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(file.Path, damaged);
            restored.Initialize(5);
            float[] before = restored.Parameters.ToArray();
            bool isRefused = Record.Exception(() => restored.Restore(file.Path)) switch
            {
                null => false,
                ModelFormatException => true,
                { } other => throw other,
            };
            refused += isRefused ? 1 : 0;
            Assert.Equal(isRefused ? before : expected.Parameters.ToArray(), restored.Parameters.ToArray());
        }

        // Only the metadata's text and white space may change without harm.
        Assert.InRange(refused, 8 * end * 3 / 4, 8 * end);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"layer.weight":1}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,3]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24],"more":1}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,-3],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,1.5],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,[3]],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,24]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]}}""")]
    [InlineData("""{"layer.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[24,0]}}""")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""")]
    [InlineData("""{"__metadata__":{"format":1}}""")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""")]
    public void A_malformed_header_is_refused(string header) => SafetensorsBytes.Refusal(SafetensorsBytes.Of(header, new byte[24]), Small);

    [Fact]
    public void Overlapping_tensors_are_refused()
    {
        const string Header = """{"layer.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"layer.mean":{"dtype":"F32","shape":[3],"data_offsets":[12,24]}}""";
        ModelFormatException exception = SafetensorsBytes.Refusal(SafetensorsBytes.Of(Header, new byte[24]), Small);
        Assert.Equal("layer.mean", exception.Tensor);
        Assert.Equal("12", exception.Found);
    }

    [Fact]
    public void A_header_that_is_not_UTF_8_is_refused()
    {
        byte[] bytes = SafetensorsBytes.Of("""{"?":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", new byte[24]);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        SafetensorsBytes.Refusal(bytes, Small);
    }

    private static ModelStorage<float> Stored()
    {
        var storage = new ModelStorage<float>(Small);
        storage.Initialize(42);
        return storage;
    }

    private static byte[] Saved()
    {
        using var file = new TemporaryFile();
        Stored().Save(file.Path);
        return File.ReadAllBytes(file.Path);
    }
}
