using System.Numerics;
using BackpropGen.Kernels.Tests;

namespace BackpropGen.Gradients.Tests;

/// <summary>A model under test, whatever its class and precision.</summary>
public abstract class Case
{
    /// <summary>The class of the definition.</summary>
    public abstract string Name { get; }

    /// <summary>A new model with the parameters and states of a fixture, and the fixture's batch or some of its samples.</summary>
    public abstract Subject Create(Fixture fixture, IReadOnlyList<int>? rows = null);
}

/// <summary>A model with one batch; the numbers of its answers are read as <see cref="double"/>.</summary>
public abstract class Subject : IDisposable
{
    public abstract IModel Model { get; }

    public abstract void Predict();

    public abstract double Evaluate();

    public abstract double Backpropagate(bool accumulate = false);

    public abstract double[] Output(string name);

    /// <summary>The gradient that <see cref="Backpropagate"/> wrote, of one parameter.</summary>
    public abstract double[] Gradient(string path);

    public abstract double[] AllGradients();

    public abstract double[] Read(string path);

    public abstract void Write(string path, IReadOnlyList<double> values);

    /// <summary>The parameters, all in one.</summary>
    public abstract double[] Parameters { get; set; }

    /// <summary>The same model with room of its own for its answers.</summary>
    public abstract Subject Share();

    public abstract void Resize(string column, int change);

    public abstract void ResizeGradients(int change);

    /// <summary>Moves the batch and the answers' room to where they touch a page that nobody may read or write.</summary>
    public abstract void Fence(FencedEdge edge);

    /// <exception cref="InvalidOperationException">Something was written beside fenced memory.</exception>
    public abstract void Dispose();
}

/// <summary>How the tests reach the generated members of one model.</summary>
public sealed class Case<TModel, T>(
    Case<TModel, T>.Call predict, Case<TModel, T>.Measure evaluate, Case<TModel, T>.Step backpropagate) : Case
    where TModel : class, IModel<T>, new()
    where T : unmanaged, INumber<T>
{
    public delegate void Call(TModel model, Batch<T> batch);

    public delegate T Measure(TModel model, Batch<T> batch);

    public delegate T Step(TModel model, Batch<T> batch, bool accumulate);

    public override string Name => typeof(TModel).Name;

    public override Subject Create(Fixture fixture, IReadOnlyList<int>? rows = null)
    {
        var subject = new Running(this, new TModel(), fixture, rows ?? [.. Enumerable.Range(0, fixture.Batch)]);
        foreach (var parameter in fixture.Parameters)
        {
            subject.Write(parameter.Path, parameter.Values);
        }

        foreach (var state in fixture.States)
        {
            subject.Write(state.Path, state.Values);
        }

        return subject;
    }

    private sealed class Running(Case<TModel, T> calls, TModel model, Fixture fixture, IReadOnlyList<int> rows) : Subject
    {
        private readonly Batch<T> _batch = new(fixture, rows, model.Layout.ParameterCount);

        public override IModel Model => model;

        public override double[] Parameters
        {
            get => Doubles(model.Parameters);
            set => Numbers(value).CopyTo(model.Parameters);
        }

        public override void Predict() => calls.PredictWith(model, _batch);

        public override double Evaluate() => double.CreateChecked(calls.EvaluateWith(model, _batch));

        public override double Backpropagate(bool accumulate = false) => double.CreateChecked(calls.BackpropagateWith(model, _batch, accumulate));

        public override double[] Output(string name) => Doubles(_batch.Output(name));

        public override double[] Gradient(string path)
        {
            var place = model.Layout[path];
            var gradient = new T[place.Length];
            place.Read(_batch.Gradients, gradient);
            return Doubles(gradient);
        }

        public override double[] AllGradients() => Doubles(_batch.Gradients);

        public override double[] Read(string path)
        {
            var place = model.Layout[path];
            var values = new T[place.Length];
            place.Read(Stored(place), values);
            return Doubles(values);
        }

        public override void Write(string path, IReadOnlyList<double> values)
        {
            var place = model.Layout[path];
            place.Write(Numbers(values), Stored(place));
        }

        public override Subject Share() => new Running(calls, model, fixture, rows);

        public override void Resize(string column, int change) => _batch.Resize(column, change);

        public override void ResizeGradients(int change) => _batch.ResizeGradients(change);

        public override void Fence(FencedEdge edge) => _batch.Fence(edge);

        public override void Dispose() => _batch.Dispose();

        private Span<T> Stored(ParameterInfo place) => place.Kind == StoredKind.Parameter ? model.Parameters : model.States;

        private static T[] Numbers(IEnumerable<double> values) => [.. values.Select(T.CreateChecked)];

        private static double[] Doubles(ReadOnlySpan<T> values)
        {
            var doubles = new double[values.Length];
            for (int i = 0; i < doubles.Length; i++)
            {
                doubles[i] = double.CreateChecked(values[i]);
            }

            return doubles;
        }
    }

    private void PredictWith(TModel model, Batch<T> batch) => predict(model, batch);

    private T EvaluateWith(TModel model, Batch<T> batch) => evaluate(model, batch);

    private T BackpropagateWith(TModel model, Batch<T> batch, bool accumulate) => backpropagate(model, batch, accumulate);
}
