using System.Numerics;

namespace BackpropGen;

/// <summary>What an optimizer keeps for one model, by the type of its numbers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="optimizer">The optimizer.</param>
/// <param name="moments">The number of all moments.</param>
internal sealed class OptimizerState<T>(Optimizer optimizer, int moments)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The moments, all 0 at first.</summary>
    public AlignedBuffer<T> Moments { get; } = new(moments);

    /// <summary>The optimizer's rule for these numbers, found once: a virtual method that is generic is looked up at each call, which
    /// takes as long as the update of a hundred parameters.</summary>
    public UpdateRule<T> Update { get; } = optimizer.Update;
}

/// <summary>Updates some parameters.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">The parameters.</param>
/// <param name="gradients">Their gradients.</param>
/// <param name="moments">Their moments.</param>
internal delegate void UpdateRule<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
