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
/// <param name="Shape">The lengths of its axes; none for a scalar.</param>
/// <param name="Offset">The index of its first element in the storage of its kind.</param>
/// <param name="Kind">A parameter or a state.</param>
/// <param name="Initialization">The distribution of its first values.</param>
public sealed record ParameterInfo(string Path, ImmutableArray<int> Shape, int Offset, StoredKind Kind, Initialization Initialization)
{
    /// <summary>The number of its elements.</summary>
    public int Length { get; } = Product(Shape);

    /// <summary>The panels that it is stored in; none where it is stored row by row. <see cref="Read"/> and <see cref="Write"/>
    /// convert.</summary>
    /// <exception cref="ArgumentException">The axis is none of the array's, or the width does not divide it.</exception>
    public Panels? Panels
    {
        get;
        init => field = value is not { } panels || Fit(panels)
            ? value
            : throw new ArgumentException($"'{Path}' has the shape {Describe(Shape.AsSpan())}: panels of {panels.Width} do not divide axis {panels.Axis}.", nameof(value));
    }

    /// <summary>Copies the array out of all parameters (or states), or out of what is laid out as they are, as their gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stored">All of them, as the model stores them.</param>
    /// <param name="destination">The array's elements, row by row; of exactly its length.</param>
    /// <exception cref="ArgumentException">The destination's length is not the array's.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stored"/> ends before the array.</exception>
    public void Read<T>(ReadOnlySpan<T> stored, Span<T> destination)
    {
        RequireLength(destination.Length, nameof(destination));
        ReadOnlySpan<T> place = stored.Slice(Offset, Length);
        if (Panels is { } panels)
        {
            panels.Copy(Shape.AsSpan(), place, destination, isStored: true);
        }
        else
        {
            place.CopyTo(destination);
        }
    }

    /// <summary>Copies the array into all parameters (or states), or into what is laid out as they are.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The array's elements, row by row; of exactly its length.</param>
    /// <param name="stored">All of them, as the model stores them.</param>
    /// <exception cref="ArgumentException">The source's length is not the array's.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stored"/> ends before the array.</exception>
    public void Write<T>(ReadOnlySpan<T> source, Span<T> stored)
    {
        RequireLength(source.Length, nameof(source));
        Span<T> place = stored.Slice(Offset, Length);
        if (Panels is { } panels)
        {
            panels.Copy(Shape.AsSpan(), source, place, isStored: false);
        }
        else
        {
            source.CopyTo(place);
        }
    }

    /// <summary>Whether all is equal, the shape by its lengths.</summary>
    /// <param name="other">Another array.</param>
    public bool Equals(ParameterInfo? other) =>
        other is not null && Path == other.Path && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan())
        && Offset == other.Offset && Kind == other.Kind && Initialization == other.Initialization && Panels == other.Panels;

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

    private bool Fit(Panels panels) =>
        (uint)panels.Axis < (uint)Shape.Length && panels.Width > 0 && Shape[panels.Axis] % panels.Width == 0;

    private void RequireLength(int length, string argument)
    {
        if (length != Length)
        {
            throw new ArgumentException($"'{Path}' has the shape {Describe(Shape.AsSpan())}: expected {Length} values, found {length}.", argument);
        }
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
