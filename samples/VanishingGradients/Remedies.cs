using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>Another activation: ReLU does not saturate, and He's initializer makes up for the half that it cuts off.</summary>
[Model]
public sealed partial class ReluWithHe
{
    private readonly Layer[] _hidden = Repeat(10, _ => Dense(64, weightInitializer: Initializer.HeNormal));
    private readonly Layer _output = Dense(10);

    public Tensor Forward([Shape(64)] Tensor image)
    {
        var x = image;
        foreach (var layer in _hidden)
        {
            x = Relu(layer(x));
        }

        return _output(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
}

/// <summary>A way around each activation: the gradient passes the sum as it is.</summary>
[Model]
public sealed partial class Residual
{
    private readonly Layer[] _hidden = Repeat(10, _ => Dense(64));
    private readonly Layer _output = Dense(10);

    public Tensor Forward([Shape(64)] Tensor image)
    {
        var x = image;
        foreach (var layer in _hidden)
        {
            x = x + Sigmoid(layer(x));
        }

        return _output(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
}

/// <summary>Normalization: what the activation flattened is stretched again, and the gradient with it.</summary>
[Model]
public sealed partial class Normalized
{
    private readonly (Layer Dense, Layer Norm)[] _hidden = Repeat(10, _ => (Dense: Dense(64), Norm: LayerNorm()));
    private readonly Layer _output = Dense(10);

    public Tensor Forward([Shape(64)] Tensor image)
    {
        var x = image;
        foreach (var (dense, norm) in _hidden)
        {
            x = norm(Sigmoid(dense(x)));
        }

        return _output(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
}

/// <summary>Fewer layers: three factors do not vanish where eleven do.</summary>
[Model]
public sealed partial class Shallow
{
    private readonly Layer[] _hidden = Repeat(2, _ => Dense(64));
    private readonly Layer _output = Dense(10);

    public Tensor Forward([Shape(64)] Tensor image)
    {
        var x = image;
        foreach (var layer in _hidden)
        {
            x = Sigmoid(layer(x));
        }

        return _output(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
}

/// <summary>The initializer that matches tanh: with variance 1 / fan-in the slope's mean square tends to 1 from layer to layer.</summary>
[Model]
public sealed partial class MatchingInitializer
{
    private readonly Layer[] _hidden = Repeat(12, _ => Dense(64, weightInitializer: Initializer.LecunNormal));
    private readonly Layer _output = Dense(10);

    public Tensor Forward([Shape(64)] Tensor image)
    {
        var x = image;
        foreach (var layer in _hidden)
        {
            x = Tanh(layer(x));
        }

        return _output(x);
    }

    public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
}
