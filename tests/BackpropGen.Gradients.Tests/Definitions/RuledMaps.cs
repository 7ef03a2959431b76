using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>Functions with derivatives of their own, whose bodies the compiler cannot read.</summary>
public static class Ruled
{
    /// <summary>Padding never reaches it: it would throw.</summary>
    public static double Root(double x) => x > 0 ? Opaque(Math.Sqrt(x)) : throw new ArgumentOutOfRangeException(nameof(x));

    [Derivative(of: nameof(Root))]
    private static double RootSlope(double x) => 0.5 / Root(x);

    public static double Bump(double a, double b) => Opaque(Math.Exp(-a * a) * b);

    [Derivative(of: nameof(Bump), Mode = DerivativeMode.Reverse)]
    private static (double ByA, double ByB) BumpCotangents(double a, double b, double cotangent) =>
        (-2 * a * Bump(a, b) * cotangent, Math.Exp(-a * a) * cotangent);

    public static double Weighted(double a, double b, double c) => Opaque(a * b) + Opaque(b * c);

    [Derivative(of: nameof(Weighted), Mode = DerivativeMode.Forward)]
    private static double WeightedTangent(double a, double b, double c, double aTangent, double bTangent, double cTangent) =>
        (aTangent * b) + (bTangent * (a + c)) + (cTangent * b);

    public static double Blend(double a, double b, double c, double d) => Opaque((a * c) + (b * d));

    [Derivative(of: nameof(Blend))]
    private static (double, double, double, double) BlendSlopes(double a, double b, double c, double d) => (c, d, a, b);

    public static float Narrow(float x) => (float)Opaque(x * 0.5f);

    [Derivative(of: nameof(Narrow))]
    private static float NarrowSlope(float x) => 0.5f;

    // Text is no part of what is differentiated.
    private static double Opaque(double x) => "ruled".Length == 5 ? x : double.NaN;
}

/// <summary>A function with a derivative of its own, between neighbours that it is fused with.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class RuledUnaryMap : IRealModel
{
    private readonly Layer _dense = Dense(5);

    public Tensor Forward([Shape(3)] Tensor x) => 2 * Map(Ruled.Root, Square(_dense(x)) + 1) - 1;

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Functions of two, three and four tensors, one of them shared, with derivatives of their own.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class RuledWideMap : IRealModel
{
    private readonly Layer _first = Dense(5), _second = Dense(5);
    private readonly Parameter _scale = Parameter(5);

    public Tensor Forward([Shape(3)] Tensor x)
    {
        Tensor a = _first(x), b = _second(x);
        return Map((p, q, r) => Ruled.Blend(p, q, r, p * r), Map(Ruled.Bump, a, b), Map(Ruled.Weighted, a, b, _scale), _scale);
    }

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);
}

/// <summary>Branches, helpers and functions with derivatives of their own inside one map.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class RuledBranchingMap : IRealModel
{
    private readonly Layer _dense = Dense(5), _gate = Dense(5);

    public Tensor Forward([Shape(3)] Tensor x) => Tanh(Map(Gated, _dense(x), _gate(x)) * _dense(x));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);

    [Differentiable]
    public static double Gated(double x, double gate)
    {
        double sum = 0;
        for (int i = 1; i <= 3; i++)
        {
            if (gate > 0.3 * i)
            {
                sum += Ruled.Bump(x, i * gate);
                continue;
            }

            sum -= Damped(x, gate);
        }

        return sum;
    }

    private static double Damped(double x, double gate) => x < 0 ? 0.1 * x * gate : Ruled.Root(1 + (x * gate * x * gate));
}

/// <summary>A function in single precision inside a model in double.</summary>
[Model(Precision = Precision.Double)]
public sealed partial class RuledNarrowMap : IRealModel
{
    private readonly Layer _dense = Dense(5);

    public Tensor Forward([Shape(3)] Tensor x) => Map(Halved, _dense(x));

    public Tensor Loss(Tensor y, [Shape(5)] Tensor target) => MeanSquaredError(y, target);

    public static double Halved(double x) => Ruled.Narrow((float)x) * x;
}
