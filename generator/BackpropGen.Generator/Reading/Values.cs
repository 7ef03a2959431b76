using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Reading;

/// <summary>
/// The values of a partially evaluated definition, beside <see cref="TensorValue"/>, <see cref="LayerValue"/> and
/// <see cref="InitializerSpec"/>: boxed numbers, booleans, characters, strings, null, <c>object?[]</c> for arrays,
/// <c>List&lt;object?&gt;</c> for lists, and those below.
/// </summary>
internal sealed class Marker
{
    /// <summary>The value of what cannot be evaluated, because of a mistake that is reported already. It spreads silently.</summary>
    public static readonly Marker Poison = new();

    /// <summary>The model itself, <c>this</c>.</summary>
    public static readonly Marker Model = new();

    private Marker()
    {
    }
}

/// <summary>A tuple.</summary>
internal sealed class TupleValue(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>An index from the end, <c>^1</c>.</summary>
internal sealed class FromEnd(int value)
{
    public int Value { get; } = value;
}

/// <summary>A range, <c>1..^1</c>; its ends are integers, <see cref="FromEnd"/>, or null where left out.</summary>
internal sealed class RangeValue(object? start, object? end)
{
    public object? Start { get; } = start;

    public object? End { get; } = end;
}
