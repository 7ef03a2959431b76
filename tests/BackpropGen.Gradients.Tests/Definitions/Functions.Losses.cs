using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class MeanSquaredErrorLoss : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BinaryCrossEntropyLoss : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => BinaryCrossEntropy(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class DistributionCrossEntropyLoss : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => SoftmaxCrossEntropy(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class WeightedBySampleLoss : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public (Tensor Value, Tensor Weight) Loss(Tensor y, [Shape()] Tensor target) => (Sum(Square(y)) * target, 0.5 + target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LabelCrossEntropyLoss
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Classes(4)] ClassLabel label) => SoftmaxCrossEntropy(y, label);
}

/// <summary>A loss by OneHot and LogSoftmax: the same number as <see cref="LabelCrossEntropyLoss"/>.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class OneHotCrossEntropyLoss
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Classes(4)] ClassLabel label) => -Sum(OneHot(label) * LogSoftmax(y));
}
