using System.IO;

namespace BackpropGen.Samples.Digits;

/// <summary>8×8 images of handwritten digits; see Data/README.md.</summary>
internal static class DigitData
{
    private const int Pixels = 64;

    /// <summary>The largest value of a pixel in the file.</summary>
    private const float White = 16;

    /// <summary>Reads 64 pixels and a label a row: from a file, or the data that the program carries.</summary>
    public static DigitClassifier.Samples Read(FileInfo? file)
    {
        var table = file is not null ? CsvReader.Read(file.FullName) : ReadEmbedded();
        float[] images = table.Columns(0, Pixels);
        for (int i = 0; i < images.Length; i++)
        {
            images[i] /= White;
        }

        return new DigitClassifier.Samples(images, table.Labels(Pixels));
    }

    private static CsvTable ReadEmbedded()
    {
        using var stream = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv")!;
        using var text = new StreamReader(stream);
        return CsvReader.Read(text, "digits.csv");
    }
}
