namespace BackpropGen;

/// <summary>The distribution that a parameter's first values are drawn from.</summary>
/// <remarks>
/// For a weight of shape <c>[outputs, inputs]</c>, fan-in is <c>inputs</c> and fan-out <c>outputs</c>; a vector has both
/// equal to its length; further axes after the second (a convolution's window) multiply both.
/// </remarks>
public sealed class Initializer
{
    private static readonly Initializer Inert = new();

    private Initializer()
    {
    }

    /// <summary>All 0.</summary>
    public static Initializer Zeros => Inert;

    /// <summary>All 1.</summary>
    public static Initializer Ones => Inert;

    /// <summary>Uniform on ±√(6 / (fan-in + fan-out)). Source: Glorot, Bengio, 2010, equation 16.</summary>
    public static Initializer GlorotUniform => Inert;

    /// <summary>Normal with variance 2 / (fan-in + fan-out). Source: Glorot, Bengio, 2010, equation 12.</summary>
    public static Initializer GlorotNormal => Inert;

    /// <summary>Uniform on ±√(6 / fan-in). Source: He et al., 2015, equation 10.</summary>
    public static Initializer HeUniform => Inert;

    /// <summary>Normal with variance 2 / fan-in. Source: He et al., 2015, equation 10.</summary>
    public static Initializer HeNormal => Inert;

    /// <summary>Uniform on ±√(3 / fan-in). Source: LeCun et al., 1998, section 4.6.</summary>
    public static Initializer LecunUniform => Inert;

    /// <summary>Normal with variance 1 / fan-in. Source: LeCun et al., 1998, section 4.6.</summary>
    public static Initializer LecunNormal => Inert;

    /// <summary>All the same value.</summary>
    /// <param name="value">The value.</param>
    public static Initializer Constant(double value) => Inert;

    /// <summary>Uniform on [minimum, maximum).</summary>
    /// <param name="minimum">The lower end.</param>
    /// <param name="maximum">The upper end.</param>
    public static Initializer Uniform(double minimum, double maximum) => Inert;

    /// <summary>Normal.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation, at least 0.</param>
    public static Initializer Normal(double mean = 0, double standardDeviation = 1) => Inert;
}
