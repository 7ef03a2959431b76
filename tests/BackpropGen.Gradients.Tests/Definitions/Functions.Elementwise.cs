using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class SigmoidFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Sigmoid(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class TanhFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Tanh(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ReluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Relu(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LeakyReluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => LeakyRelu(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class EluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Elu(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SeluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Selu(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class GeluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Gelu(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SwishFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Swish(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SoftplusFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Softplus(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SoftsignFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Softsign(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ExpFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Exp(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Log(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SqrtFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Sqrt(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SquareFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Square(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class AbsFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Abs(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SinFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Sin(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class CosFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Cos(_dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class SteepLeakyReluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => LeakyRelu(_dense(x), 0.3);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class ScaledEluFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Elu(_dense(x), 1.5);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class FractionalPowFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Pow(_dense(x), 2.5);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class NegativePowFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Pow(_dense(x), -1.5);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class CubicPowFunction : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Pow(_dense(x), 3);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}
