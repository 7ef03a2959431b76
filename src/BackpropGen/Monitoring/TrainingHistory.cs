using System.Collections;

namespace BackpropGen;

/// <summary>The epochs of a training, in order.</summary>
public sealed class TrainingHistory : IReadOnlyList<EpochResult>
{
    private readonly List<EpochResult> _epochs = [];

    /// <summary>The number of epochs.</summary>
    public int Count => _epochs.Count;

    /// <summary>The epoch with the lowest validation loss, or training loss where none was validated; the first of equal ones.
    /// Null before the first epoch has ended.</summary>
    public EpochResult? Best { get; private set; }

    /// <summary>Whether training ended before all epochs since the validation loss no longer improved.</summary>
    public bool StoppedEarly { get; internal set; }

    /// <summary>An epoch; the first has index 0 and number 1.</summary>
    /// <param name="index">Its index.</param>
    public EpochResult this[int index] => _epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochResult> GetEnumerator() => _epochs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an epoch.</summary>
    /// <returns>Whether it is the best so far.</returns>
    internal bool Add(EpochResult epoch)
    {
        _epochs.Add(epoch);
        bool isBest = Best is null || Criterion(epoch) < Criterion(Best);
        Best = isBest ? epoch : Best;
        return isBest;
    }

    private static double Criterion(EpochResult epoch) => epoch.ValidationLoss ?? epoch.TrainingLoss;
}
