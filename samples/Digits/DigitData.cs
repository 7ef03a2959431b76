using System;
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
        string name = file?.FullName ?? "digits.csv";
        var table = file is not null ? CsvReader.Read(name) : ReadEmbedded();
        if (table.ColumnCount != Pixels + 1)
        {
            throw new CsvFormatException(name, 1, table.ColumnCount, "64 pixels and a label", FormattableString.Invariant($"{table.ColumnCount} columns"));
        }

        float[] images = table.Columns(0, Pixels);
        int[] labels = table.Labels(Pixels);
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is < 0 or > 9)
            {
                throw new CsvFormatException(name, row + 1, Pixels + 1, "a digit from 0 to 9", FormattableString.Invariant($"{labels[row]}"));
            }
        }

        for (int i = 0; i < images.Length; i++)
        {
            images[i] /= White;
        }

        return new DigitClassifier.Samples(images, labels);
    }

    private static CsvTable ReadEmbedded()
    {
        using var stream = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv")!;
        using var text = new StreamReader(stream);
        return CsvReader.Read(text, "digits.csv");
    }
}
