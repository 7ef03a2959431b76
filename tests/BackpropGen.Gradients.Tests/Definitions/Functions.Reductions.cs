using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class SumOfAll : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Sum(_dense(x));

    public Tensor Loss(Tensor y, [Shape()] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SumOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Sum(_dense(x), axis: 0);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SumKeepingAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * Sum(_dense(x), -1, keepAxis: true);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MeanOfAll : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Mean(_dense(x));

    public Tensor Loss(Tensor y, [Shape()] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MeanOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Mean(_dense(x), axis: 0);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MeanKeepingAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * Mean(_dense(x), -1, keepAxis: true);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaxOfAll : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Max(_dense(x));

    public Tensor Loss(Tensor y, [Shape()] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaxOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Max(_dense(x), axis: 0);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class MaxKeepingAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * Max(_dense(x), -1, keepAxis: true);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogSumExpOfAll : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => LogSumExp(_dense(x));

    public Tensor Loss(Tensor y, [Shape()] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogSumExpOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => LogSumExp(_dense(x), axis: 0);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogSumExpKeepingAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => _dense(x) * LogSumExp(_dense(x), -1, keepAxis: true);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SoftmaxFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Softmax(_dense(x));

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SoftmaxOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => Softmax(_dense(x), 0);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogSoftmaxFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => LogSoftmax(_dense(x));

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogSoftmaxOverAxis : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3, 2)] Tensor x) => LogSoftmax(_dense(x), 0);

    public Tensor Loss(Tensor y, [Shape(3, 4)] Tensor target) => MeanSquaredError(y, target);
}
