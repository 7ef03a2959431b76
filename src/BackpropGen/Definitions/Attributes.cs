namespace BackpropGen;

/// <summary>The arithmetic in which a model's parameters, gradients and data are kept.</summary>
public enum Precision
{
    /// <summary>32-bit IEEE 754 numbers.</summary>
    Single,

    /// <summary>64-bit IEEE 754 numbers.</summary>
    Double,
}

/// <summary>Marks a partial class as a model: the generator adds its prediction, loss, gradient and storage.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>The arithmetic of the generated code; <see cref="Precision.Single"/> unless said.</summary>
    public Precision Precision { get; set; }
}

/// <summary>Marks a static method that makes a layer: it makes sub-layers and parameters and returns what applies them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LayerAttribute : Attribute;

/// <summary>The shape of one sample of a model's input or target, without the batch; or the length of a span or array of a
/// <see cref="DifferentiableAttribute"/> method.</summary>
/// <param name="dimensions">The lengths of the axes, each at least 1; none for a scalar.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ShapeAttribute(params int[] dimensions) : Attribute
{
    /// <summary>The lengths of the axes.</summary>
    public IReadOnlyList<int> Dimensions { get; } = dimensions;
}

/// <summary>The number of classes that a <see cref="ClassLabel"/> chooses from.</summary>
/// <param name="count">The number of classes, at least 2.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ClassesAttribute(int count) : Attribute
{
    /// <summary>The number of classes.</summary>
    public int Count { get; } = count;
}

/// <summary>Bounds the gradient of a training step, after accumulation and before the update. <c>Backpropagate</c> returns the raw gradient.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClipGradientsAttribute : Attribute
{
    /// <summary>The largest Euclidean norm of the whole gradient: a longer one is scaled to it. 0: no limit.
    /// Source: Pascanu, Mikolov, Bengio, 2013, algorithm 1.</summary>
    public double MaxNorm { get; set; }

    /// <summary>The largest absolute value of one element: a larger one is cut to it. 0: no limit.</summary>
    public double MaxValue { get; set; }
}

/// <summary>Adds <c>lambda · Σ w²</c> over the weights (parameters of two axes and more) to the loss, and its gradient <c>2 · lambda · w</c>.</summary>
/// <param name="lambda">The factor, at least 0.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WeightDecayAttribute(double lambda) : Attribute
{
    /// <summary>The factor.</summary>
    public double Lambda { get; } = lambda;

    /// <summary>Whether biases and other vectors decay too; only weights do unless said.</summary>
    public bool IncludeBiases { get; set; }
}
