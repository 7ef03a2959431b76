using System.Numerics;
using BackpropGen.Execution;

namespace BackpropGen;

/// <summary>The parameters and states of a model: one flat array of each, as its layout says. Generated models delegate to it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ModelStorage<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _parameters;
    private readonly AlignedBuffer<T> _states;

    /// <summary>Allocates and initializes with seed 0, so that a new model is usable.</summary>
    /// <param name="layout">The names, shapes and places.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public ModelStorage(ModelLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"A model's numbers are float or double, not {typeof(T).Name}.");
        }

        Preparation<T>.Begin();
        Layout = layout;
        _parameters = new AlignedBuffer<T>(layout.ParameterCount);
        _states = new AlignedBuffer<T>(layout.StateCount);
        Initialize(seed: 0);
    }

    /// <summary>The names, shapes and places.</summary>
    public ModelLayout Layout { get; }

    /// <summary>All parameters, the first at a 64-byte boundary.</summary>
    public Span<T> Parameters => _parameters.Span;

    /// <summary>All states, the first at a 64-byte boundary.</summary>
    public Span<T> States => _states.Span;

    /// <summary>The most threads that a step or a prediction uses, from 1 to 1024; 1 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1024.</exception>
    public int Threads
    {
        get;
        set => field = value is >= 1 and <= Team.MostThreads
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected a number of threads from 1 to {Team.MostThreads}.");
    } = 1;

    /// <summary>Draws the first values of all parameters and states. The same seed gives the same bits on every machine.</summary>
    /// <param name="seed">Any number.</param>
    /// <remarks>
    /// Each array draws from its own <see cref="RandomSequence"/>, named by its path, so that a change of one layer
    /// leaves the first values of the others as they were.
    /// </remarks>
    public void Initialize(ulong seed)
    {
        foreach (ParameterInfo array in Layout)
        {
            var values = new T[array.Length];
            RandomSequence.OfName(seed, array.Path).Fill<T>(array.Initialization, values);
            array.Write(values, All(array.Kind));
        }
    }

    /// <summary>Copies one array out.</summary>
    /// <param name="path">Its path, as <c>blocks.3.down.weight</c>.</param>
    /// <param name="destination">Where to, row by row; of exactly the array's length.</param>
    /// <exception cref="ArgumentException">No array is called so, or the length is wrong.</exception>
    public void Read(string path, Span<T> destination)
    {
        ParameterInfo array = Layout[path];
        array.Read(All(array.Kind), destination);
    }

    /// <summary>Copies one array in.</summary>
    /// <param name="path">Its path, as <c>blocks.3.down.weight</c>.</param>
    /// <param name="source">Its values, row by row; of exactly the array's length.</param>
    /// <exception cref="ArgumentException">No array is called so, or the length is wrong.</exception>
    public void Write(string path, ReadOnlySpan<T> source)
    {
        ParameterInfo array = Layout[path];
        array.Write(source, All(array.Kind));
    }

    /// <summary>Writes all parameters and states to a safetensors file, which appears whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Save(string path) => SafetensorsFile.Save(path, Layout, Parameters, States);

    /// <summary>
    /// Reads all parameters and states from a safetensors file; on an exception nothing has changed. The file holds
    /// exactly the model's arrays by name and shape. 32-bit numbers widen exactly into a double model; 64-bit numbers
    /// are refused by a float model, since rounding would change the model silently.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is no safetensors file, is cut off, or does not match the model.</exception>
    public void Restore(string path)
    {
        var parameters = new T[Layout.ParameterCount];
        var states = new T[Layout.StateCount];
        SafetensorsFile.Load<T>(path, Layout, parameters, states);
        parameters.CopyTo(Parameters);
        states.CopyTo(States);
    }

    private Span<T> All(StoredKind kind) => kind == StoredKind.Parameter ? Parameters : States;
}
