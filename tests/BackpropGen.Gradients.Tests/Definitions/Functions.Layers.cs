using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class SumOverBatchFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) * Tanh(SumOverBatch(_dense(x)));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MeanOverBatchFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) - MeanOverBatch(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BatchSizeFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x) / BatchSize() + SumOverBatch(Square(_dense(x))) / BatchSize();

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class DenseWithoutBias : IRealModel
{
    private readonly Layer _dense = Dense(4, bias: false, weightInitializer: Initializer.HeNormal);

    public Tensor Forward([Shape(3)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class DenseOverTokens : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LayerNormFunction : IRealModel
{
    private readonly Layer _dense = Dense(4), _norm = LayerNorm(epsilon: 1e-3);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _norm(_dense(x));

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BatchNormFunction : IRealModel
{
    private readonly Layer _dense = Dense(4), _norm = BatchNorm(momentum: 0.3, epsilon: 1e-3);

    public Tensor Forward([Shape(3)] Tensor x) => _norm(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class BatchNormOverTokens : IRealModel
{
    private readonly Layer _dense = Dense(4), _norm = BatchNorm();

    public Tensor Forward([Shape(3, 2)] Tensor x) => _norm(_dense(x));

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SequenceFunction : IRealModel
{
    private readonly Layer _layers = Sequence(Dense(5), LayerNorm(), Sequence(Tanh, Dense(4)));

    public Tensor Forward([Shape(3)] Tensor x) => _layers(x);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}
