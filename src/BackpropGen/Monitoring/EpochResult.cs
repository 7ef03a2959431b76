namespace BackpropGen;

/// <summary>What an epoch of training came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">The mean loss of all training samples, each taken when its batch was trained.</param>
/// <param name="ValidationLoss">The mean loss of the validation samples after the epoch, if there are any.</param>
/// <param name="Metrics">The metrics by name, of the validation samples, or of the training samples where there are none.</param>
/// <param name="Duration">The time that the epoch took, with its validation.</param>
public sealed record EpochResult(
    int Epoch, double TrainingLoss, double? ValidationLoss, IReadOnlyDictionary<string, double> Metrics, TimeSpan Duration);
