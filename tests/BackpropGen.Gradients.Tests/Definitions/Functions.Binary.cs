using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class AddOperator : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) + _other(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SubtractOperator : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) - _other(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MultiplyOperator : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) * _other(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class DivideOperator : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) / (1.5 + Square(_other(x)));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class NegateOperator : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => -_dense(x) * Tanh(-_other(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ConstantOperators : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => 2 / (3 - 0.5 * _dense(x)) + (_other(x) - 1) / 4;

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaximumFunction : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Maximum(_dense(x), _other(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MinimumFunction : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Minimum(_dense(x), _other(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Shapes that stretch: [4], [3, 1] and [1] against [3, 4], shared against per sample.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class BroadcastOperators : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _row = Parameter(4), _column = Parameter([3, 1]), _cell = Parameter(1);

    public Tensor Forward([Shape(3, 2)] Tensor x)
    {
        var grid = _dense(x);
        return (_row * grid + _column) / (2 + Square(_cell)) - _row * _column + grid * Slice(grid, 1, 2, 1);
    }

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}
