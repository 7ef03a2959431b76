using System.Runtime.CompilerServices;

namespace BackpropGen;

/// <summary>
/// Adam: <c>m ← β₁ m + (1 − β₁) g</c>, <c>v ← β₂ v + (1 − β₂) g²</c>, then
/// <c>p ← p − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>. Source: Kingma, Ba, 2015, algorithm 1.
/// </summary>
public class Adam : Optimizer
{
    /// <summary>A power below this no longer changes 1 − βᵗ; further ones would be subnormal, and slow.</summary>
    private const double SmallestPower = 1e-20;

    // β₁ᵗ and β₂ᵗ.
    private double _power1, _power2;

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
    private protected virtual double Retention
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void BeginStep()
    {
        bool isFirst = StepCount == 1;
        _power1 = Next(isFirst ? 1 : _power1, Beta1);
        _power2 = Next(isFirst ? 1 : _power2, Beta2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
    {
        var update = new AdamUpdate<T>
        {
            Beta1 = Rounded<T>(Beta1),
            Rest1 = Rounded<T>(1 - Beta1),
            Beta2 = Rounded<T>(Beta2),
            Rest2 = Rounded<T>(1 - Beta2),
            Rate = Rounded<T>(LearningRate / (1 - _power1)),
            RootScale = Rounded<T>(1 / Math.Sqrt(1 - _power2)),
            Epsilon = Rounded<T>(Epsilon),
            Retention = Rounded<T>(Retention),
        };
        UpdateLoop.Run(update, parameters, gradients, moments);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Next(double power, double beta) => power * beta is var next && next < SmallestPower ? 0 : next;
}
