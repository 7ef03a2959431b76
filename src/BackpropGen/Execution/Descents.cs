using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen.Execution;

/// <summary>A training step that moves parameters while their gradient is computed, where the optimizer and the model allow it.</summary>
public static class Descents
{
    /// <summary>The descent of a step: on where the optimizer is plain gradient descent and nothing bounds the gradient. Each thread moves what
    /// it computes the gradient of; the plan has others read a parameter in phases before.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="model">The model; the same at every step.</param>
    /// <exception cref="InvalidOperationException">The optimizer has moments of another model.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Descent<T> Begin<T>(Optimizer optimizer, IModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.DescentOf(model);
    }

    /// <summary>The optimizer's step for all that has not moved yet.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="model">The model; the same at every step.</param>
    /// <param name="gradients">The gradient, one element a parameter; of what has moved, arbitrary.</param>
    /// <param name="descent">The descent of this step.</param>
    /// <param name="moved">Where each array that it moved begins and ends, in their order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<T>(Optimizer optimizer, IModel<T> model, Span<T> gradients, scoped Descent<T> descent, ReadOnlySpan<int> moved)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (descent.IsOn)
        {
            optimizer.EndDescent(model, gradients, descent, moved);
        }
        else
        {
            optimizer.Step(model, gradients);
        }
    }

    /// <summary>Ends a step whose descent has moved every parameter.</summary>
    /// <param name="optimizer">The optimizer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.EndDescent();
    }
}
