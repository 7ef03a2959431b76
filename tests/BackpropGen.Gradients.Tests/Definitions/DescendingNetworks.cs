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

/// <summary>A weight of one panel, whose rows threads share.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingPanel : IRealModel
{
    private readonly Layer _first = Dense(16), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(_first(x)));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Weights that threads share by outputs: the third moves in a phase after that in which all read it; of the second, a thread may still
/// read what another computes the gradient of.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingWide : IRealModel
{
    private readonly Layer _first = Dense(128), _second = Dense(128), _third = Dense(512), _head = Dense(5);

    public Tensor Forward([Shape(48)] Tensor x) => _head(Tanh(_third(Tanh(_second(Tanh(_first(x)))))));

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

/// <summary>So narrow that a step is one loop over the samples: all parameters move behind it.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingRows2 : IRealModel
{
    private readonly Layer _hidden = Dense(2), _head = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The same in wider registers, with a penalty, by which the gradient of a weight is more than a sum over the samples.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingRows4 : IRealModel
{
    private readonly Layer _hidden = Dense(4), _head = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);

    public Tensor Penalty() => 0.01 * Sum(Square(_head.Weight));
}

/// <summary>The same in the widest registers.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingRows8 : IRealModel
{
    private readonly Layer _hidden = Dense(8), _head = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Rows that fill a part of a register.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingRows3 : IRealModel
{
    private readonly Layer _hidden = Dense(3), _head = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The same in the widest registers.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class DescendingRows7 : IRealModel
{
    private readonly Layer _hidden = Dense(7), _head = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _head(Sigmoid(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Rows that fill a part of the widest register of 32-bit numbers.</summary>
[Model]
public sealed partial class SingleDescendingRows
{
    private readonly Layer _hidden = Dense(11), _head = Dense(1);

    public Tensor Forward([Shape(2)] Tensor x) => _head(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}
