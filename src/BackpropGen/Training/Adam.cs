namespace BackpropGen;

/// <summary>
/// Adam: <c>m ← β₁ m + (1 − β₁) g</c>, <c>v ← β₂ v + (1 − β₂) g²</c>, then
/// <c>p ← p − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>. Source: Kingma, Ba, 2015, algorithm 1.
/// </summary>
public class Adam : Optimizer
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean of gradients, at least 0 and below 1.</param>
    /// <param name="beta2">The decay β₂ of the mean of their squares, at least 0 and below 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta1 = Share(beta1, nameof(beta1));
        Beta2 = Share(beta2, nameof(beta2));
        Epsilon = NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>The decay β₁ of the mean of gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean of squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the divisor from 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override int MomentsPerParameter => 2;

    /// <summary>What the parameters are multiplied with before the update: below 1 where weights decay apart from the gradient.</summary>
    private protected virtual double Retention => 1;

    /// <inheritdoc/>
    protected internal override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
    {
        var update = new AdamUpdate<T>
        {
            Beta1 = T.CreateTruncating(Beta1),
            Rest1 = T.CreateTruncating(1 - Beta1),
            Beta2 = T.CreateTruncating(Beta2),
            Rest2 = T.CreateTruncating(1 - Beta2),
            Rate = T.CreateTruncating(LearningRate / (1 - Math.Pow(Beta1, StepCount))),
            RootScale = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(Beta2, StepCount))),
            Epsilon = T.CreateTruncating(Epsilon),
            Retention = T.CreateTruncating(Retention),
        };
        UpdateLoop.Run(in update, parameters, gradients, moments);
    }
}
