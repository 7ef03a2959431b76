using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class ReluKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Relu(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LeakyReluKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => LeakyRelu(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class EluKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Elu(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SeluKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Selu(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class AbsKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Abs(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SoftsignKink : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Softsign(_point * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class EluKinkOfAlpha : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Elu(_point * x, 1.5);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaximumTie : IRealModel
{
    private readonly Parameter _point = Parameter(4), _other = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Maximum(_point * x, _other * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MinimumTie : IRealModel
{
    private readonly Parameter _point = Parameter(4), _other = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Minimum(_point * x, _other * x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaxTie : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Max(_point) * x;

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaxTieOverAxis : IRealModel
{
    private readonly Parameter _point = Parameter(4);

    public Tensor Forward([Shape(4)] Tensor x) => Max(Reshape(_point * x, 2, 2), axis: 0);

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}
