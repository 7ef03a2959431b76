namespace BackpropGen;

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
