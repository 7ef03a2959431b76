using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>A lambda: its numbers have the model's precision.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class LambdaMap : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Map(v => v * v / (1 + v * v), _dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A branch that depends on the value.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class BranchingMap : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Map(Smoothed, _dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);

    [Differentiable]
    public static double Smoothed(double x)
    {
        if (x > 0)
        {
            return Math.Sqrt(x * x + 1) - 1;
        }

        double scaled = 0.5 * x;
        return scaled * Math.Exp(scaled);
    }
}

/// <summary>A function of two values.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class BinaryMap : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Map(Blend, _dense(x), _other(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);

    [Differentiable]
    public static double Blend(double a, double b) => a * Math.Sin(b) + Logistic(a - b);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>A function of three values, the last a shared one that broadcasts.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class TernaryMap : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);
    private readonly Parameter _scale = Parameter(1, Initializer.Ones);

    public Tensor Forward([Shape(3)] Tensor x) => Map((a, b, c) => a * b + Math.Tanh(c) / (1 + a * a), _dense(x), _other(x), _scale);

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>A function of four values, as a recurrent cell's next state is.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class QuaternaryMap : IRealModel
{
    private readonly Layer _dense = Dense(4), _other = Dense(4);
    private readonly Parameter _scale = Parameter(4, Initializer.Ones);

    public Tensor Forward([Shape(3)] Tensor x)
    {
        var (forget, candidate) = (_dense(x), _other(x));
        return Map(Next, _scale, forget, forget * candidate, candidate);
    }

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);

    [Differentiable]
    public static double Next(double cell, double forget, double input, double candidate) =>
        Logistic(forget) * cell + Logistic(input) * Math.Tanh(candidate);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>Every function of System.Math that a scalar function may call.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class LibraryMap : IRealModel
{
    private readonly Layer _dense = Dense(4);

    public Tensor Forward([Shape(3)] Tensor x) => Map(Mixed, _dense(x));

    public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);

    [Differentiable]
    public static double Mixed(double x)
    {
        double positive = 1.25 + x * x;
        double a = Math.Pow(positive, 1.5) + Math.Log(positive) + Math.Sqrt(positive);
        double b = Math.Sin(x) * Math.Cos(x) + Math.Tanh(x) - Math.Exp(-positive);
        return a * 0.1 + (x < 0 ? b : b * b) + Math.Max(x, 0.3) * Math.Min(x, -0.2) + Math.Abs(x);
    }
}
