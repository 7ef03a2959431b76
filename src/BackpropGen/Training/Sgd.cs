using System.Runtime.CompilerServices;

namespace BackpropGen;

/// <summary>
/// Stochastic gradient descent, optionally with momentum: <c>b ← μ b + g</c>, then <c>p ← p − η b</c>, or with Nesterov's
/// momentum <c>p ← p − η (g + μ b)</c>. Source: Sutskever, Martens, Dahl, Hinton, 2013, in PyTorch's form, where the
/// learning rate η multiplies the velocity and not the gradient in it.
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The momentum μ, at least 0 and below 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum is 0.</exception>
    public Sgd(double learningRate = 1e-2, double momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        Momentum = Share(momentum, nameof(momentum));
        Nesterov = nesterov && momentum == 0 ? throw new ArgumentException("Nesterov's momentum is above 0.", nameof(nesterov)) : nesterov;
        IsPlainDescent = momentum == 0;
    }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override int MomentsPerParameter => Momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
    {
        T rate = Rounded<T>(LearningRate);
        if (Momentum == 0)
        {
            UpdateLoop.Run(new SgdUpdate<T> { Rate = rate }, parameters, gradients, moments);
        }
        else
        {
            var update = new MomentumUpdate<T> { Rate = rate, Momentum = Rounded<T>(Momentum), Nesterov = Nesterov };
            UpdateLoop.Run(update, parameters, gradients, moments);
        }
    }
}
