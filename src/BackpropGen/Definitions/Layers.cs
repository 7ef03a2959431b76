namespace BackpropGen;

/// <summary>What a definition makes: layers, parameters and state. Use with <c>using static BackpropGen.Layers</c>.</summary>
/// <remarks>
/// Each call makes new parameters, named by the field or local that receives the result: <c>_stem = Dense(64)</c> makes
/// <c>stem.weight</c> and <c>stem.bias</c>. Using one layer twice shares its parameters.
/// </remarks>
public static class Layers
{
    /// <summary>Whether the definition is being read for training. A compile-time constant: the definition is read twice.</summary>
    public static bool IsTraining => false;

    /// <summary>A fully connected layer: <c>y = W x + b</c> over the last axis, <c>[…, inputs]</c> to <c>[…, outputs]</c>.
    /// Parameters: <c>weight [outputs, inputs]</c>, <c>bias [outputs]</c>.</summary>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="weightInitializer">The weight's; <see cref="Initializer.GlorotUniform"/> unless given.</param>
    /// <param name="biasInitializer">The bias's; <see cref="Initializer.Zeros"/> unless given.</param>
    public static Layer Dense(int outputs, bool bias = true, Initializer? weightInitializer = null, Initializer? biasInitializer = null) => Symbol.Layer;

    /// <summary>Normalizes each sample over its last axis to mean 0 and variance 1, then scales and shifts:
    /// <c>y = (x − μ) / √(σ² + ε) ⊙ weight + bias</c>, with the biased variance. Parameters: <c>weight</c>, <c>bias</c>,
    /// each as long as the last axis. Source: Ba, Kiros, Hinton, 2016.</summary>
    /// <param name="epsilon">Added to the variance.</param>
    public static Layer LayerNorm(double epsilon = 1e-5) => Symbol.Layer;

    /// <summary>Normalizes each feature (last axis) over the batch and the axes before it, then scales and shifts.
    /// Training uses the batch's biased variance and updates <c>running_mean</c> and <c>running_variance</c> (unbiased);
    /// inference uses those. Source: Ioffe, Szegedy, 2015.</summary>
    /// <param name="momentum">The share of the new batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Layer BatchNorm(double momentum = 0.1, double epsilon = 1e-5) => Symbol.Layer;

    /// <summary>Applies layers one after the other. Unnamed layers inside are named by their position: <c>mlp.0.weight</c>.</summary>
    /// <param name="layers">The layers, first applied first.</param>
    public static Layer Sequence(params Layer[] layers) => Symbol.Layer;

    /// <summary>Makes a trained array.</summary>
    /// <param name="shape">The lengths of its axes.</param>
    /// <param name="initializer"><see cref="Initializer.GlorotUniform"/> for two axes and more, else
    /// <see cref="Initializer.Zeros"/>, unless given.</param>
    public static Parameter Parameter(int[] shape, Initializer? initializer = null) => Symbol.Parameter;

    /// <summary>Makes a trained vector.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="initializer"><see cref="Initializer.Zeros"/> unless given.</param>
    public static Parameter Parameter(int length, Initializer? initializer = null) => Symbol.Parameter;

    /// <summary>Makes a value that is saved with the weights and updated by <see cref="Functions.Update"/>.</summary>
    /// <param name="shape">The lengths of its axes.</param>
    /// <param name="value">What all its elements are at first.</param>
    public static State State(int[] shape, double value = 0) => Symbol.State;

    /// <summary>Calls <paramref name="make"/> for 0, 1, … and returns what it made. Made parameters carry the index in their name.</summary>
    /// <typeparam name="T">What is made: a layer, a tuple of layers, a function.</typeparam>
    /// <param name="count">How many.</param>
    /// <param name="make">Makes the one at an index.</param>
    public static T[] Repeat<T>(int count, Func<int, T> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var made = new T[count];
        for (int i = 0; i < count; i++)
        {
            made[i] = make(i);
        }

        return made;
    }

    extension(Layer layer)
    {
        /// <summary>The layer's weight, to be used elsewhere too (tied weights keep this one name). A definition reads it after
        /// the layer was applied: the input of that application gives the weight its shape.</summary>
        public Parameter Weight => Symbol.Parameter;

        /// <summary>The layer's bias, once the layer was applied.</summary>
        public Parameter Bias => Symbol.Parameter;
    }
}
