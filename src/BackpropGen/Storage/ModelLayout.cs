using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace BackpropGen;

/// <summary>
/// The names, shapes and places of a model's parameters and states, in the order of the definition. Arrays of one kind
/// lie one after the other without gaps: the first at 0, each next one where the one before ends.
/// </summary>
public sealed class ModelLayout : IReadOnlyList<ParameterInfo>
{
    private const int SuggestionCount = 3;

    private readonly ImmutableArray<ParameterInfo> _arrays;
    private readonly Dictionary<string, ParameterInfo> _byPath;

    /// <summary>Makes a layout.</summary>
    /// <param name="arrays">All arrays, parameters and states in any mixture.</param>
    /// <exception cref="ArgumentException">A path occurs twice, or an offset is not where the array before ends.</exception>
    public ModelLayout(params ReadOnlySpan<ParameterInfo> arrays)
    {
        _arrays = ImmutableArray.Create(arrays);
        _byPath = new Dictionary<string, ParameterInfo>(arrays.Length, StringComparer.Ordinal);
        foreach (ParameterInfo array in arrays)
        {
            int end = array.Kind == StoredKind.Parameter ? ParameterCount : StateCount;
            if (array.Offset != end)
            {
                throw new ArgumentException($"'{array.Path}' starts at {array.Offset}, expected {end}, where the array before ends.", nameof(arrays));
            }

            if (!_byPath.TryAdd(array.Path, array))
            {
                throw new ArgumentException($"The path '{array.Path}' occurs twice.", nameof(arrays));
            }

            end = checked(end + array.Length);
            (ParameterCount, StateCount) = array.Kind == StoredKind.Parameter ? (end, StateCount) : (ParameterCount, end);
        }
    }

    /// <summary>The number of parameters: the sum of their arrays' lengths.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of state values: the sum of their arrays' lengths.</summary>
    public int StateCount { get; }

    /// <summary>The number of arrays.</summary>
    public int Count => _arrays.Length;

    /// <inheritdoc/>
    public ParameterInfo this[int index] => _arrays[index];

    /// <summary>The array of a name.</summary>
    /// <param name="path">Its path, as <c>blocks.3.down.weight</c>; case counts.</param>
    /// <exception cref="ArgumentException">There is none; the message lists the closest names.</exception>
    public ParameterInfo this[string path] => TryGet(path, out ParameterInfo? array) ? array : throw Unknown(path);

    /// <summary>Looks an array up by its name.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="array">The array, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out ParameterInfo? array)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _byPath.TryGetValue(path, out array);
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterInfo> GetEnumerator() => ((IEnumerable<ParameterInfo>)_arrays).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentException Unknown(string path)
    {
        IReadOnlyList<string> closest = ClosestNames.Of(path, _byPath.Keys, SuggestionCount);
        string hint = closest.Count == 0 ? "The model has none." : $"The closest names are '{string.Join("', '", closest)}'.";
        return new ArgumentException($"No parameter or state is called '{path}'. {hint}", nameof(path));
    }
}
