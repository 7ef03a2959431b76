using System;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>An initializer as the definition gives it.</summary>
/// <param name="Name">The member of <c>BackpropGen.Initializer</c>.</param>
/// <param name="First">Its first argument.</param>
/// <param name="Second">Its second argument.</param>
internal sealed record InitializerSpec(string Name, double First = 0, double Second = 0)
{
    public static readonly InitializerSpec Zeros = new("Zeros");

    public static readonly InitializerSpec Ones = new("Ones");

    public static readonly InitializerSpec GlorotUniform = new("GlorotUniform");

    /// <summary>The distribution for a shape, its fans resolved to numbers.</summary>
    public Initialization Resolve(Shape shape)
    {
        var (fanIn, fanOut) = Fans(shape);
        return Name switch
        {
            "Zeros" => new(Distribution.Constant, 0),
            "Ones" => new(Distribution.Constant, 1),
            "Constant" => new(Distribution.Constant, First),
            "Uniform" => new(Distribution.Uniform, First, Second),
            "Normal" => new(Distribution.Normal, First, Second),
            "GlorotUniform" => Symmetric(Math.Sqrt(6.0 / (fanIn + fanOut))),
            "GlorotNormal" => new(Distribution.Normal, 0, Math.Sqrt(2.0 / (fanIn + fanOut))),
            "HeUniform" => Symmetric(Math.Sqrt(6.0 / fanIn)),
            "HeNormal" => new(Distribution.Normal, 0, Math.Sqrt(2.0 / fanIn)),
            "LecunUniform" => Symmetric(Math.Sqrt(3.0 / fanIn)),
            "LecunNormal" => new(Distribution.Normal, 0, Math.Sqrt(1.0 / fanIn)),
            _ => throw new InvalidOperationException($"The initializer '{Name}' has no lowering."),
        };
    }

    /// <summary>Fan-in and fan-out of <c>[outputs, inputs, window…]</c>; a vector's are both its length.</summary>
    public static (double FanIn, double FanOut) Fans(Shape shape)
    {
        if (shape.Rank < 2)
        {
            return (shape.Size, shape.Size);
        }

        double window = (double)shape.Size / shape[0] / shape[1];
        return (shape[1] * window, shape[0] * window);
    }

    private static Initialization Symmetric(double bound) => new(Distribution.Uniform, -bound, bound);
}

/// <summary>The family of a parameter's first values; the runtime's enumeration of this name has the same members.</summary>
internal enum Distribution
{
    Constant,
    Uniform,
    Normal,
}

/// <summary>A distribution with its numbers: the constant; the ends; mean and standard deviation.</summary>
internal readonly record struct Initialization(Distribution Distribution, double First, double Second = 0);
