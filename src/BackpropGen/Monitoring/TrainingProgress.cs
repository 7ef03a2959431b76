namespace BackpropGen;

/// <summary>Where training is: reported after each step, and once more after each epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The number of epochs planned.</param>
/// <param name="Step">The steps of this epoch that are done.</param>
/// <param name="Steps">The steps of an epoch.</param>
/// <param name="Loss">The mean training loss of this epoch so far.</param>
/// <param name="Result">What the epoch came to, in its last report; null before.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, EpochResult? Result);
