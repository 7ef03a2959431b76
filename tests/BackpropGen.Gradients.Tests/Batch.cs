using System.Numerics;

namespace BackpropGen.Gradients.Tests;

/// <summary>The columns of a batch and room for its answers, in the precision of a model.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Batch<T>
    where T : unmanaged, INumber<T>
{
    private readonly Dictionary<string, T[]> _reals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T[]> _outputs = new(StringComparer.Ordinal);

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

        Gradients = new T[parameterCount];
    }

    /// <summary>Where the gradient goes.</summary>
    public T[] Gradients { get; set; }

    public ReadOnlySpan<T> Reals(string name) => _reals[name];

    public ReadOnlySpan<int> Labels(string name) => _labels[name];

    public Span<T> Output(string name) => _outputs[name];

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
}
