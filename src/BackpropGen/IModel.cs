namespace BackpropGen;

/// <summary>A model with generated gradients, whatever its precision.</summary>
public interface IModel
{
    /// <summary>The names, shapes and places of the model's parameters and states.</summary>
    ModelLayout Layout { get; }

    /// <summary>What bounds the gradient of a training step, from <see cref="ClipGradientsAttribute"/>.</summary>
    GradientClipping Clipping { get; }

    /// <summary>
    /// The most threads that one call uses, from 1; 1 unless set. Samples are parted among them, and the elements of the gradient,
    /// only where that is faster. The same number gives the same bits, whatever else the machine does and however many
    /// processors it has; another number may round otherwise.
    /// </summary>
    int Threads { get; set; }

    /// <summary>Draws the first values of all parameters and states. The same seed gives the same bits on every machine.</summary>
    /// <param name="seed">Any number.</param>
    void Initialize(ulong seed);

    /// <summary>Writes all parameters and states to a safetensors file, which appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    void Save(string path);

    /// <summary>Reads all parameters and states from a safetensors file; on an exception nothing has changed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is no safetensors file, is cut off, or does not match the model.</exception>
    void Restore(string path);
}

/// <summary>A model whose numbers are of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IModel<T> : IModel
    where T : unmanaged
{
    /// <summary>All parameters, one after the other as <see cref="IModel.Layout"/> says.</summary>
    Span<T> Parameters { get; }

    /// <summary>All states, one after the other as <see cref="IModel.Layout"/> says.</summary>
    Span<T> States { get; }
}

/// <summary>A model that a <see cref="Trainer{TModel, TSamples}"/> can train.</summary>
/// <typeparam name="TSamples">The generated record of its samples, one column per input and target.</typeparam>
public interface ITrainable<TSamples> : IModel
    where TSamples : struct, ISamples<TSamples>
{
    /// <summary>The mean loss over all samples, in inference mode.</summary>
    double Evaluate(TSamples samples);

    /// <summary>One training step: the gradient of the mean loss of some rows, clipped, and the optimizer's update.</summary>
    /// <param name="samples">All samples.</param>
    /// <param name="rows">The rows that make the batch.</param>
    /// <param name="optimizer">What updates the parameters.</param>
    /// <returns>The mean loss of the batch before the update.</returns>
    double Train(TSamples samples, ReadOnlySpan<int> rows, Optimizer optimizer);
}

/// <summary>A model with one vector of logits against one class label: its predictions can be counted as right or wrong.</summary>
/// <typeparam name="TSamples">The generated record of its samples.</typeparam>
public interface IClassifier<TSamples> : ITrainable<TSamples>
    where TSamples : struct, ISamples<TSamples>
{
    /// <summary>The share of samples whose largest output is at their label, 0 to 1.</summary>
    double Accuracy(TSamples samples);
}

/// <summary>A generated record of samples: one column per input and target, each row a sample.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface ISamples<TSelf>
    where TSelf : struct, ISamples<TSelf>
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>Consecutive samples, without copying.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    TSelf Slice(int start, int count);

    /// <summary>Copies some samples, in the order given.</summary>
    /// <param name="rows">Their rows.</param>
    TSelf Select(ReadOnlySpan<int> rows);
}
