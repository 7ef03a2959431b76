using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>Layers wide enough that threads share the elements of the gradients as well as the samples.</summary>
[Model(Precision = Precision.Double)]
[WeightDecay(1e-3)]
public sealed partial class WideResidual : IRealModel
{
    private readonly Layer _stem = Dense(64), _head = Dense(5);
    private readonly Layer[] _blocks = Repeat(4, _ => Dense(64));

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

/// <summary>Layers so wide that threads share their outputs, forward and backward, beside some that are shared by samples.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class WidestResidual : IRealModel
{
    private readonly Layer _stem = Dense(160), _first = Dense(160), _norm = LayerNorm(), _second = Dense(200), _back = Dense(160), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x)
    {
        x = Tanh(_stem(x));
        x = x + Tanh(_first(_norm(x)));
        return _head(x + _back(Relu(_second(x))));
    }

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Samples meet in every layer, and states are updated.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class WideNormalized : IRealModel
{
    private readonly Layer _first = Dense(96), _firstNorm = BatchNorm(), _second = Dense(40), _secondNorm = BatchNorm(), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Relu(_secondNorm(_second(Relu(_firstNorm(_first(x)))))));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>What all samples share is computed from the weights first, and a penalty of it is added once.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class WideShared : IRealModel
{
    private readonly Parameter _weight = Parameter([64, 48], Initializer.GlorotUniform), _gain = Parameter([64, 1], Initializer.Ones);
    private readonly Layer _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(MatMul(Directions(), x)));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);

    public Tensor Penalty() => 0.01 * Sum(Square(Directions()));

    private Tensor Directions() => _weight / Sqrt(Sum(Square(_weight), axis: 1, keepAxis: true)) * _gain;
}

/// <summary>A classifier, whose labels are checked.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class WideClassifier
{
    private readonly Layer _hidden = Dense(64), _head = Dense(4);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Relu(_hidden(x)));

    public Tensor Loss(Tensor logits, [Classes(4)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
}
