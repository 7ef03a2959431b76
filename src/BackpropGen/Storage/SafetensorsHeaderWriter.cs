using System.Buffers;
using System.Text.Json;

namespace BackpropGen;

/// <summary>Writes the JSON header of a safetensors file.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>The header's length is a multiple of this, so that the numbers after it are aligned.</summary>
    private const int Alignment = 8;

    /// <summary>The header of a layout, its arrays packed in the layout's order, padded with spaces.</summary>
    /// <param name="layout">The arrays.</param>
    /// <param name="elementType">The numbers' type.</param>
    /// <param name="elementSize">Its size in bytes.</param>
    public static ReadOnlyMemory<byte> Write(ModelLayout layout, string elementType, int elementSize)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeaderReader.Metadata);
            json.WriteString("format", "backpropgen");
            json.WriteEndObject();
            long begin = 0;
            foreach (ParameterInfo array in layout)
            {
                long end = begin + ((long)array.Length * elementSize);
                WriteTensor(json, array, elementType, begin, end);
                begin = end;
            }

            json.WriteEndObject();
        }

        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        header.GetSpan(Alignment)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenMemory;
    }

    private static void WriteTensor(Utf8JsonWriter json, ParameterInfo array, string elementType, long begin, long end)
    {
        json.WriteStartObject(array.Path);
        json.WriteString("dtype", elementType);
        json.WriteStartArray("shape");
        foreach (int dimension in array.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
