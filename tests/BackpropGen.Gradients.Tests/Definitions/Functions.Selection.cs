using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class ConcatenateFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Concatenate(_dense(x), x, Square(_dense(x)));

    public Tensor Loss(Tensor y, [Shape(3, 10)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ConcatenateOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _row = Parameter([1, 4]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Concatenate(0, _dense(x), _row, Tanh(_dense(x)));

    public Tensor Loss(Tensor y, [Shape(7, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class PadFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _column = Parameter([6, 1]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Pad(_dense(x), 0, 1, 2) * _column;

    public Tensor Loss(Tensor y, [Shape(6, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class InteriorPad : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _row = Parameter(11);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Pad(_dense(x), axis: -1, before: 1, after: 0, interior: 2) * _row;

    public Tensor Loss(Tensor y, [Shape(3, 11)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class RangeFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * Range(4) + Range(4);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ConstantFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * Constant([0.5, -1, 2, 1e-3]) + Constant([1, -2, 3], 3, 1);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class GatherOfArgMax : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _table = Parameter([4, 3]);

    public Tensor Forward([Shape(2)] Tensor x) => Gather(_table, ArgMax(_dense(x))) * Sum(_dense(x));

    public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class OneHotOfArgMax : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(2)] Tensor x) => OneHot(ArgMax(_dense(x))) * _dense(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class StopGradientFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * StopGradient(Square(_dense(x)));

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class GradientFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Gradient(Sum(Sin(_dense(x)) * _dense(x)), x);

    public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SecondDerivative : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Gradient(Sum(Square(Gradient(Sum(Exp(0.5 * _dense(x))), x))), x);

    public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
}
