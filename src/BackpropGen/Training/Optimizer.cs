using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Execution;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>
/// Updates a model's parameters by their gradient. An optimizer keeps moments for one model: the first that it steps.
/// </summary>
public abstract class Optimizer
{
    private IModel? _model;
    private object? _state;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or not a number.</exception>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The learning rate, at least 0; it may be set between steps, for a schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public double LearningRate
    {
        get;
        set => field = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A learning rate is a finite number of at least 0.");
    }

    /// <summary>The number of steps since the first, or since <see cref="Reset"/>.</summary>
    public long StepCount { get; private set; }

    /// <summary>The number of moments kept for each parameter.</summary>
    protected abstract int MomentsPerParameter { get; }

    /// <summary>One step: clips the gradient as the model says, then updates the parameters. Allocates at the first step only.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model; the same at every step.</param>
    /// <param name="gradients">The gradient, one element a parameter; clipped in place.</param>
    /// <exception cref="ArgumentException">The gradient's length is not the number of parameters.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has moments of another model.</exception>
    /// <remarks>A gradient that is infinite or not a number is applied as it is; a <see cref="Trainer{TModel, TSamples}"/>
    /// stops at the loss that follows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step<T>(IModel<T> model, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        Span<T> parameters = model.Parameters;
        if (gradients.Length != parameters.Length)
        {
            ThrowLength(parameters.Length, gradients.Length, nameof(gradients));
        }

        Bind(model);
        var state = (OptimizerState<T>)(_state ??= new OptimizerState<T>(this, checked(MomentsPerParameter * parameters.Length)));
        model.Clipping.Clip(gradients);
        StepCount++;
        BeginStep();
        var moments = new Moments<T>(state.Moments.Span, parameters.Length);
        int threads = model.Threads;
        if (threads == 1 || parameters.Length < Team.ParametersOfShare)
        {
            state.Update(parameters, gradients, moments);
        }
        else
        {
            UpdateOnThreads(state.Update, model, threads, gradients, moments, []);
        }
    }

    /// <summary>Forgets the model, its moments and the number of steps.</summary>
    public void Reset()
    {
        _model = null;
        _state = null;
        StepCount = 0;
    }

    /// <summary>The descent by which a step can move parameters while their gradient is computed; off where it cannot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Descent<T> DescentOf<T>(IModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!IsPlainDescent || model.Clipping is not { MaxNorm: 0, MaxValue: 0 })
        {
            return default;
        }

        Bind(model);
        return new(model.Parameters, Rounded<T>(LearningRate));
    }

    /// <summary>Ends a step that such a descent began, and that moved every parameter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndDescent() => StepCount++;

    /// <summary>Ends a step that such a descent began: moves the parameters that it has not moved yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradients">The gradient; of what has moved, arbitrary.</param>
    /// <param name="descent">The descent, which is on.</param>
    /// <param name="moved">Where each array that has moved begins and ends, in their order.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndDescent<T>(IModel<T> model, ReadOnlySpan<T> gradients, scoped Descent<T> descent, scoped ReadOnlySpan<int> moved)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EndDescent();
        if (model.Threads is > 1 and var threads && EndDescentOnThreads(model, threads, gradients, moved))
        {
            return;
        }

        int start = 0;
        for (int i = 0; i < moved.Length; i += 2)
        {
            descent.Move(gradients, start, moved[i]);
            start = moved[i + 1];
        }

        descent.Move(gradients, start, gradients.Length);
    }

    /// <summary>Whether a step is p − η g, whatever the gradient of other parameters and other steps.</summary>
    private protected bool IsPlainDescent { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bind(IModel model)
    {
        if (!ReferenceEquals(_model, model))
        {
            _model = _model is null ? model : ThrowOther();
        }
    }

    /// <summary>Computes what a step needs once, however many threads update parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected virtual void BeginStep()
    {
    }

    /// <summary>Updates parameters, each by itself: all of them, or in several calls at once on several threads some each.
    /// <see cref="StepCount"/> is the number of this step, from 1.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients, as many.</param>
    /// <param name="moments">Their moments; all 0 at the first step.</param>
    protected internal abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    // What follows is by itself, not inlined: a step on one thread would clear the memory that these take on the stack.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void UpdateOnThreads<T>(
        UpdateRule<T> rule, IModel<T> model, int threads, ReadOnlySpan<T> gradients, Moments<T> moments, scoped ReadOnlySpan<int> moved)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Team.RunAsBefore(new OptimizerUpdate<T>(rule, model.Layout, model.Parameters, gradients, moments, moved), threads);

    /// <summary>Moves on several threads what a descent has not moved yet, where that is worth a meeting.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private bool EndDescentOnThreads<T>(IModel<T> model, int threads, ReadOnlySpan<T> gradients, scoped ReadOnlySpan<int> moved)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rest = gradients.Length;
        for (int i = 0; i < moved.Length; i += 2)
        {
            rest -= moved[i + 1] - moved[i];
        }

        if (rest < Team.ParametersOfShare)
        {
            return false;
        }

        var state = (OptimizerState<T>)(_state ??= new OptimizerState<T>(this, moments: 0));
        UpdateOnThreads(state.Update, model, threads, gradients, default, moved);
        return true;
    }

    [DoesNotReturn]
    private static void ThrowLength(int parameters, int gradients, string name) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected one gradient for each of {parameters} parameters, found {gradients}."), name);

    [DoesNotReturn]
    private static IModel ThrowOther() =>
        throw new InvalidOperationException("The optimizer keeps moments of another model. Make one for each model, or call Reset.");

    /// <summary>A number in the precision of the parameters. Conversions between any two types of numbers are found anew in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static T Rounded<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lanes1<T>.First(Lanes1<T>.Constant(value));

    /// <summary>Checks a factor of decay.</summary>
    private protected static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected at least 0 and below 1.");

    /// <summary>Checks a number.</summary>
    private protected static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number of at least 0.");
}
