namespace BackpropGen;

/// <summary>What can be done with all samples.</summary>
public static class SamplesExtensions
{
    private const string SplitStream = "BackpropGen.Samples.Split";

    /// <summary>Splits samples at random into two parts, each copied in its shuffled order.</summary>
    /// <typeparam name="TSamples">The samples' type.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="fraction">The share of the first part, above 0 and below 1; its count is rounded to the nearest.</param>
    /// <param name="seed">The seed: the same one gives the same parts on every machine.</param>
    /// <returns>The two parts: every sample is in exactly one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There are too few samples: a part would be empty.</exception>
    public static (TSamples First, TSamples Second) Split<TSamples>(this TSamples samples, double fraction, ulong seed)
        where TSamples : struct, ISamples<TSamples>
    {
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a share above 0 and below 1.");
        }

        int first = (int)Math.Round(samples.Count * fraction, MidpointRounding.AwayFromZero);
        if (first == 0 || first == samples.Count)
        {
            throw new ArgumentException($"{samples.Count} samples cannot be split so that both parts have one.", nameof(samples));
        }

        var rows = new int[samples.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        RandomSequence.OfName(seed, SplitStream).Shuffle(rows);
        return (samples.Select(rows.AsSpan(0, first)), samples.Select(rows.AsSpan(first)));
    }
}
