using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>Ten layers of the logistic function, whose slope is at most 1/4.</summary>
[Model]
public sealed partial class DeepSigmoid
{
    private readonly Layer[] _hidden = Repeat(10, _ => Dense(64));
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

/// <summary>Twelve layers of tanh with the weights too small: the default of Keras's <c>RandomNormal</c>.</summary>
[Model]
public sealed partial class DeepTanh
{
    private readonly Layer[] _hidden = Repeat(12, _ => Dense(64, weightInitializer: Initializer.Normal(0, 0.05)));
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
