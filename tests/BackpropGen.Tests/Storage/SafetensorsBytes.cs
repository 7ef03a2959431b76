using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace BackpropGen.Tests;

/// <summary>Files in the safetensors format, put together by hand.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of a header's text and some bytes.</summary>
    public static byte[] Of(string header, params ReadOnlySpan<byte> data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)text.Length);
        text.CopyTo(file, 8);
        data.CopyTo(file.AsSpan(8 + text.Length));
        return file;
    }

    /// <summary>A file of a header's text and numbers.</summary>
    public static byte[] OfNumbers(string header, params ReadOnlySpan<float> numbers)
    {
        var data = new byte[4 * numbers.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * index), numbers[index]);
        }

        return Of(header, data);
    }

    /// <summary>The header's text of a file.</summary>
    public static string HeaderOf(byte[] file) =>
        Encoding.UTF8.GetString(file, 8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file));

    /// <summary>The exception of restoring a model from bytes, which changes nothing in the model.</summary>
    public static ModelFormatException Refusal(byte[] bytes, ModelLayout layout)
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, bytes);
        var storage = new ModelStorage<float>(layout);
        storage.Initialize(99);
        float[] parameters = storage.Parameters.ToArray(), states = storage.States.ToArray();
        var exception = Xunit.Assert.Throws<ModelFormatException>(() => storage.Restore(file.Path));
        Xunit.Assert.Equal(parameters, storage.Parameters.ToArray());
        Xunit.Assert.Equal(states, storage.States.ToArray());
        Xunit.Assert.Equal(file.Path, exception.File);
        Xunit.Assert.StartsWith(file.Path + ": ", exception.Message, StringComparison.Ordinal);
        return exception;
    }
}
