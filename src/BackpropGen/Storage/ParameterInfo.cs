using System.Collections.Immutable;

namespace BackpropGen;

/// <summary>What a stored array of a model is.</summary>
public enum StoredKind
{
    /// <summary>A trained parameter.</summary>
    Parameter,

    /// <summary>A state: updated while training, saved with the weights, not differentiated.</summary>
    State,
}

/// <summary>One named array of a model: where it lies in the model's storage and how it starts.</summary>
/// <param name="Path">Its name by fields and locals, as <c>blocks.3.down.weight</c>.</param>
/// <param name="Shape">The lengths of its axes, stored row by row; none for a scalar.</param>
/// <param name="Offset">The index of its first element in the storage of its kind.</param>
/// <param name="Kind">A parameter or a state.</param>
/// <param name="Initialization">The distribution of its first values.</param>
public sealed record ParameterInfo(string Path, ImmutableArray<int> Shape, int Offset, StoredKind Kind, Initialization Initialization)
{
    /// <summary>The number of its elements.</summary>
    public int Length { get; } = Product(Shape);

    /// <summary>Whether all is equal, the shape by its lengths.</summary>
    /// <param name="other">Another array.</param>
    public bool Equals(ParameterInfo? other) =>
        other is not null && Path == other.Path && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan())
        && Offset == other.Offset && Kind == other.Kind && Initialization == other.Initialization;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Length, Offset, Kind, Initialization);

    /// <summary>The shape as <c>[64, 10]</c>.</summary>
    internal static string Describe(ReadOnlySpan<int> shape)
    {
        var lengths = new List<string>(shape.Length);
        foreach (int dimension in shape)
        {
            lengths.Add(dimension.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return "[" + string.Join(", ", lengths) + "]";
    }

    private static int Product(ImmutableArray<int> shape)
    {
        int length = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            length = checked(length * dimension);
        }

        return length;
    }
}
