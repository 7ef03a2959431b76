using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>Weights whose gradients are products: plain descent moves them there. One serves twice, and has a sum for its gradient.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingMlp : IRealModel
{
    private readonly Layer _first = Dense(64), _twice = Dense(64), _last = Dense(32), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(_last(Tanh(_twice(Tanh(_twice(Tanh(_first(x)))))))));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The same layer many times, each with weights of its own.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingResidual : IRealModel
{
    private readonly Layer _stem = Dense(32), _head = Dense(5);
    private readonly Layer[] _blocks = Repeat(5, _ => Dense(32));

    public Tensor Forward([Shape(48)] Tensor x)
    {
        x = Tanh(_stem(x));
        foreach (var block in _blocks)
        {
            x = x + Tanh(block(x));
        }

        return _head(x);
    }

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A gradient that is bounded as a whole must be known before the first weight moves.</summary>
[Model(Precision = Precision.Double)]
[ClipGradients(MaxNorm = 0.01)]
public sealed partial class DescendingClipped : IRealModel
{
    private readonly Layer _first = Dense(64), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(_first(x)));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A penalty of the weights is added to the products.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingPenalized : IRealModel
{
    private readonly Layer _head = Dense(5);
    private readonly Parameter _weight = Parameter([64, 48], Initializer.GlorotUniform);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(MatMul(_weight, x)));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);

    public Tensor Penalty() => 0.01 * Sum(Square(_weight));
}

/// <summary>32-bit weights in panels.</summary>
[Model]
public sealed partial class SingleDescendingMlp
{
    private readonly Layer _first = Dense(96), _second = Dense(64), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Relu(_second(Relu(_first(x)))));

    public Tensor Loss(Tensor logits, [Classes(5)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}
