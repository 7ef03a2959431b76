using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>The scalar functions that lowerings and gradient rules are made of.</summary>
internal static class Scalars
{
    public static readonly ScalarFunction Add = Binary(static (x, y) => x + y);
    public static readonly ScalarFunction Subtract = Binary(static (x, y) => x - y);
    public static readonly ScalarFunction Multiply = Binary(static (x, y) => x * y);
    public static readonly ScalarFunction Divide = Binary(static (x, y) => x / y);
    public static readonly ScalarFunction Maximum = ScalarFunction.Of(FunctionTable.Max);
    public static readonly ScalarFunction Minimum = ScalarFunction.Of(FunctionTable.Min);
    public static readonly ScalarFunction Negate = Unary(static x => -x);
    public static readonly ScalarFunction Sigmoid = ScalarFunction.Of(FunctionTable.Sigmoid);
    public static readonly ScalarFunction Tanh = ScalarFunction.Of(FunctionTable.Tanh);
    public static readonly ScalarFunction Relu = ScalarFunction.Of(FunctionTable.Relu);
    public static readonly ScalarFunction Softplus = ScalarFunction.Of(FunctionTable.Softplus);
    public static readonly ScalarFunction Exp = ScalarFunction.Of(FunctionTable.Exp);
    public static readonly ScalarFunction Log = ScalarFunction.Of(FunctionTable.Log);
    public static readonly ScalarFunction Sqrt = ScalarFunction.Of(FunctionTable.Sqrt);
    public static readonly ScalarFunction Abs = ScalarFunction.Of(FunctionTable.Abs);
    public static readonly ScalarFunction Sin = ScalarFunction.Of(FunctionTable.Sin);
    public static readonly ScalarFunction Cos = ScalarFunction.Of(FunctionTable.Cos);
    public static readonly ScalarFunction Square = Unary(static x => x.Pool.Square(x));
    public static readonly ScalarFunction Swish = Unary(static x => x * x.Pool.Call(FunctionTable.Sigmoid, x));
    public static readonly ScalarFunction Softsign = Unary(static x => x / (1 + x.Pool.Call(FunctionTable.Abs, x)));
    public static readonly ScalarFunction Gelu = Unary(static x => 0.5 * x * (1 + x.Pool.Call(FunctionTable.Erf, x * Math.Sqrt(0.5))));

    /// <summary>λ Elu(x, α) with the constants that keep mean 0 and variance 1 (Klambauer et al., 2017, equation 14).</summary>
    public static readonly ScalarFunction Selu =
        Unary(static x => 1.0507009873554804934193349852946 * EluOf(x, 1.6732632423543772848170429916717));

    /// <summary>1 where equal, else 0.</summary>
    public static readonly ScalarFunction Equal =
        Binary(static (x, y) => x.Pool.Select(Comparison.Equal, x, y, x.Pool.Number(1), x.Pool.Number(0)));

    /// <summary>exp(x − y).</summary>
    public static readonly ScalarFunction ExpOfDifference = Binary(static (x, y) => x.Pool.Call(FunctionTable.Exp, x - y));

    /// <summary>x + ln y.</summary>
    public static readonly ScalarFunction AddLog = Binary(static (x, y) => x + y.Pool.Call(FunctionTable.Log, y));

    /// <summary>(x − y)².</summary>
    public static readonly ScalarFunction SquaredDifference = Binary(static (x, y) => x.Pool.Square(x - y));

    /// <summary>The cross-entropy of σ(z) against t: −t ln σ(z) − (1 − t) ln(1 − σ(z)) = softplus(z) − z t.</summary>
    public static readonly ScalarFunction BinaryCrossEntropy = Binary(static (z, t) => z.Pool.Call(FunctionTable.Softplus, z) - (z * t));

    /// <summary>p (x − y).</summary>
    public static readonly ScalarFunction WeightedDifference = ScalarFunction.Create(3, static (_, x) => x[0] * (x[1] - x[2]));

    /// <summary>x y + z.</summary>
    public static readonly ScalarFunction MultiplyAdd = ScalarFunction.Create(3, static (_, x) => (x[0] * x[1]) + x[2]);

    /// <summary>The sum of squares over n, as the unbiased variance: n − 1 in the denominator, and 0 for a single element.</summary>
    public static readonly ScalarFunction UnbiasedVariance =
        Binary(static (squares, n) => squares / n.Pool.Call(FunctionTable.Max, n - 1, n.Pool.Number(1)));

    /// <summary>x where positive, else slope · x.</summary>
    public static ScalarFunction LeakyRelu(double slope) => Unary(x => WherePositive(x, x, slope * x));

    /// <summary>x where positive, else α (eˣ − 1).</summary>
    public static ScalarFunction Elu(double alpha) => Unary(x => EluOf(x, alpha));

    /// <summary>x raised to a constant.</summary>
    public static ScalarFunction Power(double exponent) => Unary(x => x.Pool.Call(FunctionTable.Pow, x, x.Pool.Number(exponent)));

    /// <summary>x / √(v + ε).</summary>
    public static ScalarFunction Normalize(double epsilon) => Binary((x, v) => x / x.Pool.Call(FunctionTable.Sqrt, v + epsilon));

    /// <summary>(1 − m) · old + m · new.</summary>
    public static ScalarFunction MovingAverage(double momentum) => Binary((old, next) => ((1 - momentum) * old) + (momentum * next));

    /// <summary>One of several arguments.</summary>
    public static ScalarFunction Argument(int index, int arity) => arity <= Arguments.Length
        ? Arguments[arity - 1][index]
        : ScalarFunction.Create(arity, (_, x) => x[index]);

    private static readonly ScalarFunction[][] Arguments = [.. Enumerable.Range(1, 10).Select(static arity =>
        Enumerable.Range(0, arity).Select(index => ScalarFunction.Create(arity, (_, x) => x[index])).ToArray())];

    private static Expression EluOf(Expression x, double alpha) => WherePositive(x, x, alpha * x.Pool.Call(FunctionTable.Expm1, x));

    private static Expression WherePositive(Expression x, Expression then, Expression otherwise) =>
        x.Pool.Select(Comparison.Less, x.Pool.Number(0), x, then, otherwise);

    private static ScalarFunction Unary(Func<Expression, Expression> build) => ScalarFunction.Create(1, (_, x) => build(x[0]));

    private static ScalarFunction Binary(Func<Expression, Expression, Expression> build) => ScalarFunction.Create(2, (_, x) => build(x[0], x[1]));
}
