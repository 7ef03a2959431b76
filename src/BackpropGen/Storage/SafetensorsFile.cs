using System.Buffers.Binary;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen;

/// <summary>
/// Weights in a safetensors file: the header's length in 8 bytes, little-endian; the header in JSON; the numbers, row by
/// row, little-endian. Source: huggingface/safetensors, "Format".
/// </summary>
internal static class SafetensorsFile
{
    /// <summary>The largest header that the format allows.</summary>
    private const long MaximumHeaderLength = 100_000_000;

    /// <summary>Writes all arrays; the file appears whole or not at all.</summary>
    public static void Save<T>(string path, ModelLayout layout, ReadOnlySpan<T> parameters, ReadOnlySpan<T> states)
        where T : unmanaged
    {
        ReadOnlyMemory<byte> header = SafetensorsHeaderWriter.Write(layout, ElementType<T>(), Unsafe.SizeOf<T>());
        using var file = new AtomicFile(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        file.Stream.Write(length);
        file.Stream.Write(header.Span);
        foreach (ParameterInfo array in layout)
        {
            var numbers = new T[array.Length];
            array.Read(array.Kind == StoredKind.Parameter ? parameters : states, numbers);
            WriteNumbers<T>(file.Stream, numbers);
        }

        file.Commit();
    }

    /// <summary>Reads all arrays of the layout into the given ones, which hold nothing of use after an exception.</summary>
    public static void Load<T>(string path, ModelLayout layout, Span<T> parameters, Span<T> states)
        where T : unmanaged
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            Dictionary<string, SafetensorsTensor> tensors = ReadHeader(path, stream);
            Match<T>(path, layout, tensors);
            long data = stream.Position;
            foreach (ParameterInfo array in layout)
            {
                SafetensorsTensor tensor = tensors[array.Path];
                stream.Position = data + tensor.Begin;
                var numbers = new T[array.Length];
                ReadNumbers<T>(stream, tensor.ElementType, numbers);
                array.Write(numbers, array.Kind == StoredKind.Parameter ? parameters : states);
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new ModelFormatException(path, null, "the numbers that the header lists", "the end of the file", exception);
        }
    }

    private static Dictionary<string, SafetensorsTensor> ReadHeader(string path, FileStream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        if (stream.Length < lengthBytes.Length)
        {
            throw new ModelFormatException(path, null, "the 8 bytes of a header's length", $"{stream.Length} bytes in all");
        }

        stream.ReadExactly(lengthBytes);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        long rest = stream.Length - stream.Position;
        if (length > (ulong)Math.Min(rest, MaximumHeaderLength))
        {
            throw new ModelFormatException(path, null, $"a header of at most {Math.Min(rest, MaximumHeaderLength)} bytes", $"{length}");
        }

        var header = new byte[(int)length];
        stream.ReadExactly(header);
        return SafetensorsHeaderReader.Read(path, header, rest - header.Length);
    }

    /// <summary>Checks that the file holds exactly the arrays of the layout.</summary>
    private static void Match<T>(string path, ModelLayout layout, Dictionary<string, SafetensorsTensor> tensors)
    {
        foreach (ParameterInfo array in layout)
        {
            string expected = $"{ElementType<T>()} {ParameterInfo.Describe(array.Shape.AsSpan())}";
            if (!tensors.TryGetValue(array.Path, out SafetensorsTensor? tensor))
            {
                throw new ModelFormatException(path, array.Path, expected, "no such tensor");
            }

            bool fits = tensor.ElementType == ElementType<T>() || typeof(T) == typeof(double);
            if (!fits || !tensor.HasShape(array.Shape.AsSpan()))
            {
                throw new ModelFormatException(path, array.Path, expected, tensor.Describe());
            }
        }

        foreach (SafetensorsTensor tensor in tensors.Values)
        {
            if (!layout.TryGet(tensor.Name, out _))
            {
                throw new ModelFormatException(path, tensor.Name, "no tensor that the model does not have", tensor.Describe());
            }
        }
    }

    private static string ElementType<T>() => typeof(T) == typeof(float) ? SafetensorsTensor.Single : SafetensorsTensor.Double;

    private static void WriteNumbers<T>(Stream stream, Span<T> numbers)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            ReverseBytes(numbers);
        }

        stream.Write(MemoryMarshal.AsBytes(numbers));
    }

    private static void ReadNumbers<T>(Stream stream, string elementType, Span<T> destination)
        where T : unmanaged
    {
        if (elementType == ElementType<T>())
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(destination));
            if (!BitConverter.IsLittleEndian)
            {
                ReverseBytes(destination);
            }

            return;
        }

        var narrow = new float[destination.Length];
        ReadNumbers<float>(stream, SafetensorsTensor.Single, narrow);
        Span<double> wide = MemoryMarshal.Cast<T, double>(destination);
        for (int index = 0; index < narrow.Length; index++)
        {
            wide[index] = narrow[index];
        }
    }

    private static void ReverseBytes<T>(Span<T> numbers)
        where T : unmanaged
    {
        foreach (ref T number in numbers)
        {
            MemoryMarshal.AsBytes(new Span<T>(ref number)).Reverse();
        }
    }
}
