using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Console;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>A model on the task: what reaches its layers of the gradient, and what it learns.</summary>
/// <param name="name">What the model is called in tables.</param>
/// <param name="description">What it is made of.</param>
/// <param name="vanishes">Whether the gradient vanishes in it, and the compiler warns.</param>
public abstract class Experiment(string name, string description, bool vanishes)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public bool Vanishes { get; } = vanishes;

    /// <summary>The gradient ratio of each weighted layer before training, predicted and measured.</summary>
    public abstract IReadOnlyList<LayerGradient> MeasureFlow();

    /// <summary>Trains the model from its first weights on four fifths of the digits; each epoch has its accuracy on the others.</summary>
    public abstract TrainingHistory Train(int epochs, ulong seed, Optimizer optimizer);
}

/// <inheritdoc/>
internal sealed class Experiment<TModel, TSamples>(
    string name,
    string description,
    bool vanishes,
    IReadOnlyList<LayerSummary> summaries,
    TSamples samples,
    Func<TModel, Backpropagation<TSamples>> backpropagationOf) : Experiment(name, description, vanishes)
    where TModel : class, IModel<float>, IClassifier<TSamples>, new()
    where TSamples : struct, ISamples<TSamples>
{
    private const double TrainingShare = 0.8;

    private readonly TModel _model = new();

    /// <inheritdoc/>
    public override IReadOnlyList<LayerGradient> MeasureFlow() =>
        [.. GradientProbe.Measure(_model, samples, backpropagationOf(_model)).Select(layer =>
            new LayerGradient(layer.Name, summaries.Single(summary => summary.Name == layer.Name).GradientRatio, layer.Ratio))];

    /// <inheritdoc/>
    public override TrainingHistory Train(int epochs, ulong seed, Optimizer optimizer)
    {
        var (train, test) = samples.Split(TrainingShare, seed);
        _model.Initialize(seed);
        return new Trainer<TModel, TSamples>(_model) { Optimizer = optimizer, Seed = seed }.Fit(train, test, epochs);
    }
}
