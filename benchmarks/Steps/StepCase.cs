using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>One training step to measure: a model, a batch and an optimizer.</summary>
/// <param name="Name">The case's letter, and its batch where there are several.</param>
/// <param name="Optimizer"><c>sgd</c> or <c>adam</c>.</param>
/// <param name="Parameters">The number of parameters, which the peer must have too.</param>
/// <param name="Operations">The floating-point operations of its matrix products: forward, of the weights' gradients, and of the
/// inputs' but for the first layer's.</param>
/// <param name="Run">Makes a number of steps.</param>
internal sealed record StepCase(string Name, string Optimizer, int Parameters, double Operations, Action<int> Run)
{
    /// <summary>So small a rate that the loss stays where it is: a model that has learnt its batch by heart has subnormal
    /// gradients, which are slow by themselves.</summary>
    private const double LearningRate = 1e-7;

    /// <summary>All cases, each with SGD and with Adam.</summary>
    /// <param name="threads">The most threads that a step may use.</param>
    public static IEnumerable<StepCase> All(int threads) => Names.Select(name => Of(name.Case, name.Optimizer, threads));

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<(string Case, string Optimizer)> Names =>
        from optimizer in new[] { "sgd", "adam" } from name in new[] { "a1", "a4", "b", "c", "d", "e" } select (name, optimizer);

    /// <summary>One case.</summary>
    /// <param name="name">The case's letter, and its batch where there are several.</param>
    /// <param name="optimizer"><c>sgd</c> or <c>adam</c>.</param>
    /// <param name="threads">The most threads that a step may use.</param>
    public static StepCase Of(string name, string optimizer, int threads) => name switch
    {
        "a1" => Make(name, optimizer, new TinyRegression { Threads = threads }, batch: 1, inputs: 2, static (model, data, update) => new TinyRegressionStep(model, data, update)),
        "a4" => Make(name, optimizer, new TinyRegression { Threads = threads }, batch: 4, inputs: 2, static (model, data, update) => new TinyRegressionStep(model, data, update)),
        "b" => Make(name, optimizer, new SmallClassifier { Threads = threads }, batch: 32, inputs: 64, static (model, data, update) => new SmallClassifierStep(model, data, update)),
        "c" => Make(name, optimizer, new ImageClassifier { Threads = threads }, batch: 64, inputs: 784, static (model, data, update) => new ImageClassifierStep(model, data, update)),
        "d" => Make(name, optimizer, new WideClassifier { Threads = threads }, batch: 128, inputs: 784, static (model, data, update) => new WideClassifierStep(model, data, update)),
        "e" => Make(name, optimizer, new ResidualClassifier { Threads = threads }, batch: 32, inputs: 64, static (model, data, update) => new ResidualClassifierStep(model, data, update)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such case."),
    };

    private static StepCase Make<TModel, TStep>(string name, string optimizer, TModel model, int batch, int inputs, Func<TModel, StepData, Optimizer, TStep> makeStep)
        where TModel : IModel<float>
        where TStep : struct, ITrainingStep
    {
        model.Initialize(seed: 1);
        var data = new StepData(batch, inputs, model.Parameters.Length);
        Optimizer update = optimizer == "sgd" ? new Sgd(LearningRate) : new Adam(LearningRate);
        double[] weights = [.. model.Layout.Where(static array => array is { Kind: StoredKind.Parameter, Shape.Length: 2 }).Select(static array => (double)array.Length)];
        double operations = 2.0 * batch * ((3 * weights.Sum()) - weights[0]);
        TStep step = makeStep(model, data, update);
        return new StepCase(name, optimizer, model.Parameters.Length, operations, count => Repeat(step, count));
    }

    // Compiled once, fully, so that what it adds to the shortest steps is the same from the first on.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Repeat<TStep>(TStep step, int count)
        where TStep : struct, ITrainingStep
    {
        for (int i = 0; i < count; i++)
        {
            step.Run();
        }
    }
}
