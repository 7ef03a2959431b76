using System;
using System.IO;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>Well-formed files of another model: what the message names.</summary>
public class SafetensorsMismatchTests
{
    private static readonly ModelLayout Model = new(new ParameterInfo("weight", [1, 2], 0, StoredKind.Parameter, default));

    [Fact]
    public void A_missing_tensor_is_named() =>
        Check("""{"wieght":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", 8, "weight", "F32 [1, 2]", "no such tensor");

    [Fact]
    public void A_wrong_shape_is_named() =>
        Check("""{"weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", 8, "weight", "F32 [1, 2]", "F32 [2, 1]");

    [Fact]
    public void A_wrong_rank_is_named() =>
        Check("""{"weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "weight", "F32 [1, 2]", "F32 [2]");

    [Fact]
    public void Doubles_are_refused_by_a_float_model() =>
        Check("""{"weight":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]}}""", 16, "weight", "F32 [1, 2]", "F64 [1, 2]");

    [Fact]
    public void Another_number_type_is_named() =>
        Check("""{"weight":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]}}""", 4, "weight", "numbers of type F32 or F64", "BF16");

    [Fact]
    public void An_extra_tensor_is_named() => Check(
        """{"weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
        12,
        "bias",
        "no tensor that the model does not have",
        "F32 [1]");

    [Fact]
    public void A_text_file_is_no_model()
    {
        ModelFormatException exception = SafetensorsBytes.Refusal("this is not a model at all"u8.ToArray(), Model);
        Assert.Null(exception.Tensor);
    }

    private static void Check(string header, int dataLength, string tensor, string expected, string found)
    {
        ModelFormatException exception = SafetensorsBytes.Refusal(SafetensorsBytes.Of(header, new byte[dataLength]), Model);
        Assert.Equal(tensor, exception.Tensor);
        Assert.Equal(expected, exception.Expected);
        Assert.Equal(found, exception.Found);
        Assert.EndsWith($"tensor '{tensor}': expected {expected}, found {found}.", exception.Message, StringComparison.Ordinal);
        Assert.Equal("model.safetensors", Path.GetFileName(exception.File));
    }
}
