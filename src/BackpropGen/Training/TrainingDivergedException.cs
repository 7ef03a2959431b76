using System.Globalization;

namespace BackpropGen;

/// <summary>A loss became infinite or not a number. A lower learning rate, clipped gradients or scaled inputs help.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception from its place.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step of the epoch, from 1; 0 for the validation after the epoch.</param>
    /// <param name="loss">The loss.</param>
    public TrainingDivergedException(int epoch, int step, double loss)
        : base(string.Create(CultureInfo.InvariantCulture, $"The {(step == 0 ? "validation loss after" : "loss in")} epoch {epoch}{(step == 0 ? "" : $", step {step},")} is {loss}. Try a lower learning rate, [ClipGradients], or inputs of a smaller scale."))
    {
        Epoch = epoch;
        Step = step;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step of the epoch, from 1; 0 for the validation after the epoch.</summary>
    public int Step { get; }

    /// <summary>The loss.</summary>
    public double Loss { get; }
}
