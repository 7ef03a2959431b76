using System.Numerics;
using BackpropGen.Kernels.Tests;

namespace BackpropGen.Gradients.Tests;

/// <summary>The columns of a batch and room for its answers, in the precision of a model.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Batch<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private readonly Dictionary<string, T[]> _reals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T[]> _outputs = new(StringComparer.Ordinal);
    private T[] _gradients;
    private Fences? _fences;

    /// <summary>Takes some samples of a fixture, in the order given.</summary>
    public Batch(Fixture fixture, IReadOnlyList<int> rows, int parameterCount)
    {
        foreach (var column in fixture.Inputs.Concat(fixture.Targets))
        {
            if (column.Labels is not null)
            {
                _labels.Add(column.Name, [.. rows.Select(row => column.Labels[row])]);
            }
            else
            {
                _reals.Add(column.Name, [.. rows.SelectMany(row => column.Reals!.Skip(row * column.Size).Take(column.Size)).Select(T.CreateChecked)]);
            }
        }

        foreach (var output in fixture.Outputs)
        {
            _outputs.Add(output.Name, new T[output.Values.Length / fixture.Batch * rows.Count]);
        }

        _gradients = new T[parameterCount];
    }

    /// <summary>Where the gradient goes.</summary>
    public Span<T> Gradients => _fences is null ? _gradients : _fences.Gradients.Span;

    public ReadOnlySpan<T> Reals(string name) => _fences is null ? _reals[name] : _fences.Reals[name].Span;

    public ReadOnlySpan<int> Labels(string name) => _fences is null ? _labels[name] : _fences.Labels[name].Span;

    public Span<T> Output(string name) => _fences is null ? _outputs[name] : _fences.Outputs[name].Span;

    /// <summary>Moves everything to where it touches a page that nobody may read or write.</summary>
    public void Fence(FencedEdge edge)
    {
        _fences?.Dispose();
        _fences = new Fences(
            _reals.ToDictionary(static one => one.Key, one => new FencedMemory<T>(one.Value, edge), StringComparer.Ordinal),
            _labels.ToDictionary(static one => one.Key, one => new FencedMemory<int>(one.Value, edge), StringComparer.Ordinal),
            _outputs.ToDictionary(static one => one.Key, one => new FencedMemory<T>(one.Value, edge), StringComparer.Ordinal),
            new FencedMemory<T>(_gradients, edge));
    }

    public void Dispose() => _fences?.Dispose();

    public void ResizeGradients(int change) => Array.Resize(ref _gradients, _gradients.Length + change);

    /// <summary>An input or target without its last element, or with one more.</summary>
    public void Resize(string name, int change)
    {
        if (_reals.TryGetValue(name, out var reals))
        {
            Array.Resize(ref reals, reals.Length + change);
            _reals[name] = reals;
        }
        else if (_labels.TryGetValue(name, out var labels))
        {
            Array.Resize(ref labels, labels.Length + change);
            _labels[name] = labels;
        }
        else
        {
            var output = _outputs[name];
            Array.Resize(ref output, output.Length + change);
            _outputs[name] = output;
        }
    }

    private sealed record Fences(
        Dictionary<string, FencedMemory<T>> Reals, Dictionary<string, FencedMemory<int>> Labels, Dictionary<string, FencedMemory<T>> Outputs, FencedMemory<T> Gradients) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable memory in Reals.Values.Concat<IDisposable>(Labels.Values).Concat(Outputs.Values).Append(Gradients))
            {
                memory.Dispose();
            }
        }
    }
}
