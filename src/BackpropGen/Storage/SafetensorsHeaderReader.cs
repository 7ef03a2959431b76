using System.Text.Json;

namespace BackpropGen;

/// <summary>
/// Reads and checks the JSON header of a safetensors file: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets":
/// [0, 24]}, …}</c>, where the tensors cover the bytes after the header without overlap or gap.
/// </summary>
internal ref struct SafetensorsHeaderReader
{
    /// <summary>The key of the free texts that are no tensor.</summary>
    public const string Metadata = "__metadata__";

    private readonly string _file;
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(string file, ReadOnlySpan<byte> header)
    {
        _file = file;
        _json = new Utf8JsonReader(header);
    }

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="header">The header.</param>
    /// <param name="dataLength">The number of bytes after the header.</param>
    /// <returns>The tensors by their names.</returns>
    /// <exception cref="ModelFormatException">The header is malformed or does not fit the bytes after it.</exception>
    public static Dictionary<string, SafetensorsTensor> Read(string file, ReadOnlySpan<byte> header, long dataLength)
    {
        try
        {
            Dictionary<string, SafetensorsTensor> tensors = new SafetensorsHeaderReader(file, header).ReadTensors();
            CheckCoverage(file, tensors.Values, dataLength);
            return tensors;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The three that the JSON reader throws: bad syntax, text that is not Unicode, a number out of range.
            throw new ModelFormatException(file, null, "a safetensors header in JSON", exception.Message, exception);
        }
    }

    private Dictionary<string, SafetensorsTensor> ReadTensors()
    {
        var tensors = new Dictionary<string, SafetensorsTensor>(StringComparer.Ordinal);
        bool hasMetadata = false;
        Expect(JsonTokenType.StartObject, null);
        while (NextKey() is { } name)
        {
            if (name == Metadata)
            {
                Require(!hasMetadata, name, "one entry", "two");
                hasMetadata = true;
                SkipMetadata();
            }
            else
            {
                Require(tensors.TryAdd(name, ReadTensor(name)), name, "one entry", "two");
            }
        }

        Require(!_json.Read(), null, "the end of the header", "more text");
        return tensors;
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        string? elementType = null;
        long[]? shape = null, offsets = null;
        Expect(JsonTokenType.StartObject, name);
        while (NextKey() is { } key)
        {
            switch (key)
            {
                case "dtype" when elementType is null:
                    Expect(JsonTokenType.String, name);
                    elementType = _json.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name);
                    break;
                default:
                    throw new ModelFormatException(_file, name, "dtype, shape and data_offsets, each once", $"'{key}'");
            }
        }

        if (elementType is null || shape is null || offsets is not [var begin, var end])
        {
            throw new ModelFormatException(_file, name, "dtype, shape and two data_offsets", "fewer or more");
        }

        var tensor = new SafetensorsTensor(name, elementType, shape, begin, end);
        CheckSize(tensor);
        return tensor;
    }

    private void SkipMetadata()
    {
        Expect(JsonTokenType.StartObject, Metadata);
        while (NextKey() is not null)
        {
            Expect(JsonTokenType.String, Metadata);

            // Decoding finds what is not Unicode.
            _json.GetString();
        }
    }

    private long[] ReadNumbers(string name)
    {
        var numbers = new List<long>();
        Expect(JsonTokenType.StartArray, name);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            long number = -1;
            bool whole = _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out number) && number >= 0;
            Require(whole, name, "whole numbers of at least 0", "something else");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Checks that the bytes of a tensor are as many as its type and shape need.</summary>
    private readonly void CheckSize(SafetensorsTensor tensor)
    {
        Int128 length = tensor.ElementType switch
        {
            SafetensorsTensor.Single => sizeof(float),
            SafetensorsTensor.Double => sizeof(double),
            _ => -1,
        };
        Require(length > 0, tensor.Name, $"numbers of type {SafetensorsTensor.Single} or {SafetensorsTensor.Double}", tensor.ElementType);
        foreach (long dimension in tensor.Shape)
        {
            length *= dimension;
            Require(length <= long.MaxValue, tensor.Name, "fewer than 2^63 bytes", tensor.Describe());
        }

        Require((Int128)tensor.End - tensor.Begin == length, tensor.Name, $"{length} bytes for {tensor.Describe()}", $"bytes {tensor.Begin} to {tensor.End}");
    }

    /// <summary>Checks that the tensors cover the data exactly: no overlap, no gap, nothing beyond.</summary>
    private static void CheckCoverage(string file, IEnumerable<SafetensorsTensor> tensors, long dataLength)
    {
        var ordered = new List<SafetensorsTensor>(tensors);
        ordered.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        long end = 0;
        foreach (SafetensorsTensor tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                throw new ModelFormatException(file, tensor.Name, $"its first byte at {end}, after the tensor before", $"{tensor.Begin}");
            }

            end = tensor.End;
        }

        if (end != dataLength)
        {
            throw new ModelFormatException(file, null, $"{end} bytes after the header", $"{dataLength}");
        }
    }

    private string? NextKey()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;
    }

    private void Expect(JsonTokenType token, string? name)
    {
        _json.Read();
        Require(_json.TokenType == token, name, token.ToString(), _json.TokenType.ToString());
    }

    private readonly void Require(bool holds, string? name, string expected, string found)
    {
        if (!holds)
        {
            throw new ModelFormatException(_file, name, expected, found);
        }
    }
}
