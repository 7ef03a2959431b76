using System;
using System.IO;
using System.Linq;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>The handwritten digits of samples/Digits as columns that each model makes its own samples of.</summary>
/// <param name="Images">64 pixels an image, with mean 0 and variance 1 over all of them.</param>
/// <param name="Labels">The digits.</param>
public sealed record DigitData(ReadOnlyMemory<float> Images, ReadOnlyMemory<int> Labels)
{
    public const int Pixels = 64;

    public static DigitData Read()
    {
        using var stream = typeof(DigitData).Assembly.GetManifestResourceStream("digits.csv")!;
        using var text = new StreamReader(stream);
        var table = CsvReader.Read(text, "digits.csv");
        float[] images = table.Columns(0, Pixels);
        double mean = images.Average(), deviation = Math.Sqrt(images.Average(pixel => (pixel - mean) * (pixel - mean)));
        return new DigitData(images.Select(pixel => (float)((pixel - mean) / deviation)).ToArray(), table.Labels(Pixels));
    }
}
