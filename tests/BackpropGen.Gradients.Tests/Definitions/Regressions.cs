using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

[Model(Precision = Precision.Double)]
public sealed partial class LinearRegression : IRealModel
{
    private readonly Layer _line = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _line(x);

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class LogisticRegression : IRealModel
{
    private readonly Layer _line = Dense(1);

    public Tensor Forward([Shape(4)] Tensor x) => _line(x);

    public Tensor Loss(Tensor logit, [Shape(1)] Tensor target) => BinaryCrossEntropy(logit, target);
}

[Model(Precision = Precision.Double)]
public sealed partial class TanhMlp : IRealModel
{
    private readonly Layer _hidden = Dense(8), _output = Dense(1);

    public Tensor Forward([Shape(2)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The model of <see cref="TanhMlp"/> with three times its loss.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class TanhMlpOfTripleLoss : IRealModel
{
    private readonly Layer _hidden = Dense(8), _output = Dense(1);

    public Tensor Forward([Shape(2)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => 3 * MeanSquaredError(y, target);
}

/// <summary>A loss through the user's own scalar C#.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class HuberRegression : IRealModel
{
    private readonly Layer _hidden = Dense(6), _output = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => Mean(Map(Huber, y - target));

    /// <summary>Source: Huber, 1964.</summary>
    [Differentiable]
    public static double Huber(double error)
    {
        double size = Math.Abs(error);
        return size <= 1 ? 0.5 * error * error : size - 0.5;
    }
}

/// <summary>A loss of (value, weight): samples whose mask is 0 do not count.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class MaskedRegression
{
    private readonly Layer _hidden = Dense(5), _output = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _output(Softplus(_hidden(x)));

    public (Tensor Value, Tensor Weight) Loss(Tensor y, [Shape(2)] Tensor target, [Shape()] Tensor mask)
        => (mask * MeanSquaredError(y, target), mask);
}

/// <summary>A soft maximum of affine functions: convex by construction.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class LogSumExpRegression : IRealModel
{
    private readonly Layer _planes = Dense(6);
    private readonly Parameter _temperature = Parameter(1, Initializer.Ones);

    public Tensor Forward([Shape(3)] Tensor x) => LogSumExp(_temperature * _planes(x), axis: -1, keepAxis: true) / _temperature;

    public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A penalty of the user's and the attribute's weight decay: both are in the loss and in the gradient.</summary>
[Model(Precision = Precision.Double)]
[WeightDecay(0.03)]
public sealed partial class PenalizedRegression : IRealModel
{
    private readonly Layer _hidden = Dense(5), _output = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _output(Tanh(_hidden(x)));

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);

    public Tensor Penalty() => 0.02 * Sum(Sqrt(Square(_hidden.Weight) + 0.01)) + 0.05 * Sum(Square(_output.Bias));
}

[Model(Precision = Precision.Double)]
[WeightDecay(0.03, IncludeBiases = true)]
public sealed partial class WholeDecayRegression : IRealModel
{
    private readonly Layer _line = Dense(2);

    public Tensor Forward([Shape(3)] Tensor x) => _line(x);

    public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>The squared gradient of the output by the input is penalized: a gradient through a gradient.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class GradientPenalty : IRealModel
{
    private readonly Layer _first = Dense(6), _second = Dense(5), _output = Dense(1);

    public Tensor Forward([Shape(3)] Tensor x) => _output(Sigmoid(_second(Tanh(_first(x)))));

    public Tensor Loss(Tensor y, Tensor x, [Shape(1)] Tensor target)
    {
        var slope = Gradient(Sum(y), x);
        return MeanSquaredError(y, target) + 0.3 * Sum(Square(slope));
    }
}
