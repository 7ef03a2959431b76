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
/// <param name="Shape">The lengths of its axes, stored row by row.</param>
/// <param name="Offset">The index of its first element in the storage of its kind.</param>
/// <param name="Kind">A parameter or a state.</param>
/// <param name="Initialization">The distribution of its first values.</param>
public sealed record ParameterInfo(string Path, ImmutableArray<int> Shape, int Offset, StoredKind Kind, Initialization Initialization)
{
    /// <summary>The number of its elements.</summary>
    public int Length
    {
        get
        {
            int length = 1;
            foreach (int dimension in Shape)
            {
                length *= dimension;
            }

            return length;
        }
    }
}

/// <summary>A distribution of first values, its fans already resolved to numbers.</summary>
/// <param name="Distribution">Constant, uniform or normal.</param>
/// <param name="First">The constant; the lower end; the mean.</param>
/// <param name="Second">Unused; the upper end; the standard deviation.</param>
public readonly record struct Initialization(Distribution Distribution, double First, double Second = 0);

/// <summary>The family of an <see cref="Initialization"/>.</summary>
public enum Distribution
{
    /// <summary>All the same value.</summary>
    Constant,

    /// <summary>Uniform on [First, Second).</summary>
    Uniform,

    /// <summary>Normal with mean First and standard deviation Second.</summary>
    Normal,
}
