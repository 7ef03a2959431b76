using System.Runtime.CompilerServices;

namespace BackpropGen;

/// <summary>
/// Adam with decoupled weight decay: all parameters are multiplied by <c>1 − η λ</c> before Adam's update, whose moments do
/// not see the decay. Source: Loshchilov, Hutter, 2019, algorithm 2, in PyTorch's form, where the decay applies to all
/// parameters and is multiplied with the learning rate.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="weightDecay">The decay λ, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean of gradients, at least 0 and below 1.</param>
    /// <param name="beta2">The decay β₂ of the mean of their squares, at least 0 and below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double weightDecay = 1e-2, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate, beta1, beta2, epsilon) => WeightDecay = NotNegative(weightDecay, nameof(weightDecay));

    /// <summary>The decay λ.</summary>
    public double WeightDecay { get; }

    private protected override double Retention
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => 1 - (LearningRate * WeightDecay);
    }
}
