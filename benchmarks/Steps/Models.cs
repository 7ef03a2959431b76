using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>Case a: 2-8-1, tanh.</summary>
[Model]
internal sealed partial class TinyRegression
{
    private readonly Layer _hidden = Dense(8), _output = Dense(1);

    public Tensor Forward([Shape(2)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor prediction, [Shape(1)] Tensor target) => MeanSquaredError(prediction, target);
}

/// <summary>Case b: 64-32-10, tanh.</summary>
[Model]
internal sealed partial class SmallClassifier
{
    private readonly Layer _hidden = Dense(32), _head = Dense(10);

    public Tensor Forward([Shape(64)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Case c: 784-128-10, ReLU.</summary>
[Model]
internal sealed partial class ImageClassifier
{
    private readonly Layer _hidden = Dense(128), _head = Dense(10);

    public Tensor Forward([Shape(784)] Tensor x) => _head(Relu(_hidden(x)));

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Case d: 784-512-512-10, ReLU.</summary>
[Model]
internal sealed partial class WideClassifier
{
    private readonly Layer _first = Dense(512), _second = Dense(512), _head = Dense(10);

    public Tensor Forward([Shape(784)] Tensor x) => _head(Relu(_second(Relu(_first(x)))));

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}

/// <summary>Case e: 20 residual layers of 64, tanh.</summary>
[Model]
internal sealed partial class ResidualClassifier
{
    private readonly Layer[] _layers = Repeat(20, _ => Dense(64));
    private readonly Layer _head = Dense(10);

    public Tensor Forward([Shape(64)] Tensor x)
    {
        foreach (var layer in _layers)
        {
            x = x + Tanh(layer(x));
        }

        return _head(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}
