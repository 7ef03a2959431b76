using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class MatrixByMatrix : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _matrix = Parameter([4, 5]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => MatMul(_dense(x), _matrix);

    public Tensor Loss(Tensor y, [Shape(3, 5)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MatrixByVector : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _vector = Parameter(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => MatMul(_dense(x), _vector);

    public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class VectorByMatrix : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _matrix = Parameter([4, 5]);

    public Tensor Forward([Shape(2)] Tensor x) => MatMul(_dense(x), _matrix);

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class VectorByVector : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _vector = Parameter(4);

    public Tensor Forward([Shape(2)] Tensor x) => MatMul(_dense(x), _vector);

    public Tensor Loss(Tensor y, [Shape()] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SampleByItsTranspose : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => MatMul(_dense(x), Transpose(_dense(x)));

    public Tensor Loss(Tensor y, [Shape(3, 3)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class StackOfMatrices : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _stack = Parameter([3, 2, 5]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => MatMul(Reshape(_dense(x), 3, 2, 2), _stack);

    public Tensor Loss(Tensor y, [Shape(3, 2, 5)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BroadcastMatrices : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _stack = Parameter([2, 4, 5]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => MatMul(_dense(x), _stack);

    public Tensor Loss(Tensor y, [Shape(2, 3, 5)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SharedProduct : IRealModel
{
    private readonly Parameter _first = Parameter([2, 3]), _second = Parameter([3, 4]);

    public Tensor Forward([Shape(2)] Tensor x) => MatMul(x, MatMul(_first, _second));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class TransposeFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _grid = Parameter([4, 3]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Transpose(_dense(x)) * _grid;

    public Tensor Loss(Tensor y, [Shape(4, 3)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class PermutedAxes : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _grid = Parameter([2, 3, 2]);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Transpose(Reshape(_dense(x), 3, 2, 2), 2, 0, 1) * _grid;

    public Tensor Loss(Tensor y, [Shape(2, 3, 2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ReshapeFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _row = Parameter(6);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Reshape(_dense(x), 2, -1) * _row;

    public Tensor Loss(Tensor y, [Shape(2, 6)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class FlattenFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);
    private readonly Parameter _row = Parameter(12);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Flatten(_dense(x)) * _row;

    public Tensor Loss(Tensor y, [Shape(12)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SliceFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Slice(_dense(x), 0, 1, 2);

    public Tensor Loss(Tensor y, [Shape(2, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class StridedSlice : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Slice(_dense(x), -1, 1, 2, 2);

    public Tensor Loss(Tensor y, [Shape(3, 2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BackwardSlice : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Slice(_dense(x), 1, 3, 2, step: -2);

    public Tensor Loss(Tensor y, [Shape(3, 2)] Tensor target) => MeanSquaredError(y, target);
}
