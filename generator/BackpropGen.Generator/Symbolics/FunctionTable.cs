using System;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The differentiable functions, one row each: reference value, derivative rule, code, notation, domain, limits, slope, kinks.
/// A kink has PyTorch's convention, function by function.</summary>
/// <remarks>Rules: Abramowitz and Stegun, 4.1-4.6 and 7.1. The rule uses the value y where that is cheaper.</remarks>
internal static partial class FunctionTable
{
    private const double Infinity = double.PositiveInfinity;

    // ---- exponentials and logarithms

    /// <summary>eˣ.</summary>
    public static readonly Function Exp = new("exp", 1, static x => Math.Exp(x[0]), static (x, y) => y)
    { ScalarCode = "{M}.Exp({0})", VectorCode = "{V}.Exp({0})", Notation = "exp({0})", Range = Range.Positive, InverseName = "log", LimitAtNegativeInfinity = 0, LimitAtPositiveInfinity = Infinity };

    /// <summary>2ˣ.</summary>
    public static readonly Function Exp2 = new("exp2", 1, static x => Math.Pow(2, x[0]), static (x, y) => Math.Log(2) * y)
    { ScalarCode = "{T}.Exp2({0})", VectorCode = "{V}.Exp(({0}) * ({T})0.6931471805599453)", Notation = "exp2({0})", Range = Range.Positive, InverseName = "log2", LimitAtNegativeInfinity = 0, LimitAtPositiveInfinity = Infinity };

    /// <summary>eˣ − 1.</summary>
    public static readonly Function Expm1 = new("expm1", 1, static x => ReferenceMath.Expm1(x[0]), static (x, y) => Of(Exp, x[0]))
    { ScalarCode = "{K}.Expm1({0})", VectorCode = "{V}.Expm1({0})", Notation = "(exp({0}) − 1)", InverseName = "log1p", LimitAtNegativeInfinity = -1, LimitAtPositiveInfinity = Infinity };

    /// <summary>ln x.</summary>
    public static readonly Function Log = new("log", 1, static x => Math.Log(x[0]), static (x, y) => 1 / x[0])
    { ScalarCode = "{M}.Log({0})", VectorCode = "{V}.Log({0})", Notation = "ln({0})", InverseName = "exp", DomainLower = 0, LimitAtPositiveInfinity = Infinity };

    /// <summary>log₂ x.</summary>
    public static readonly Function Log2 = new("log2", 1, static x => ReferenceMath.Log2(x[0]), static (x, y) => 1 / (Math.Log(2) * x[0]))
    { ScalarCode = "{M}.Log2({0})", VectorCode = "({V}.Log({0}) * ({T})1.4426950408889634)", Notation = "log₂({0})", InverseName = "exp2", DomainLower = 0, LimitAtPositiveInfinity = Infinity };

    /// <summary>log₁₀ x.</summary>
    public static readonly Function Log10 = new("log10", 1, static x => Math.Log10(x[0]), static (x, y) => 1 / (Math.Log(10) * x[0]))
    { ScalarCode = "{M}.Log10({0})", VectorCode = "({V}.Log({0}) * ({T})0.4342944819032518)", Notation = "log₁₀({0})", DomainLower = 0, LimitAtPositiveInfinity = Infinity };

    /// <summary>ln(1 + x).</summary>
    public static readonly Function Log1p = new("log1p", 1, static x => ReferenceMath.Log1p(x[0]), static (x, y) => 1 / (1 + x[0]))
    { ScalarCode = "{K}.Log1p({0})", VectorCode = "{V}.Log1p({0})", Notation = "ln(1 + {0})", InverseName = "expm1", DomainLower = -1, LimitAtPositiveInfinity = Infinity };

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static readonly Function Sigmoid = new("sigmoid", 1, static x => ReferenceMath.Sigmoid(x[0]), static (x, y) => y * (1 - y))
    { ScalarCode = "{K}.Sigmoid({0})", VectorCode = "{V}.Sigmoid({0})", Notation = "σ({0})", IsFinite = true, Range = Range.Positive, LimitAtNegativeInfinity = 0, LimitAtPositiveInfinity = 1, MaximumSlope = 0.25 };

    /// <summary>ln(1 + eˣ).</summary>
    public static readonly Function Softplus = new("softplus", 1, static x => ReferenceMath.Softplus(x[0]), static (x, y) => Of(Sigmoid, x[0]))
    { ScalarCode = "{K}.Softplus({0})", VectorCode = "{V}.Softplus({0})", Notation = "softplus({0})", IsFinite = true, Range = Range.Positive, LimitAtNegativeInfinity = 0, LimitAtPositiveInfinity = Infinity, MaximumSlope = 1 };

    // ---- roots and powers

    /// <summary>√x; the slope at 0 is +∞, as in PyTorch, but that of a norm, √Σxᵢ², is 0.</summary>
    public static readonly Function Sqrt = new("sqrt", 1, static x => Math.Sqrt(x[0]), SqrtByArgument)
    { ScalarCode = "{M}.Sqrt({0})", VectorCode = "{V}.Sqrt({0})", Notation = "√({0})", Range = Range.NonNegative, DomainLower = 0, LimitAtPositiveInfinity = Infinity, Cost = 8 };

    /// <summary>The cube root; the slope at 0 is +∞.</summary>
    public static readonly Function Cbrt = new("cbrt", 1, static x => ReferenceMath.Cbrt(x[0]), static (x, y) => 1 / (3 * x[0].Pool.Square(y)))
    { ScalarCode = "{M}.Cbrt({0})", VectorCode = "{V}.Cbrt({0})", Notation = "∛({0})", IsFinite = true, Parity = Parity.Odd, LimitAtNegativeInfinity = -Infinity, LimitAtPositiveInfinity = Infinity };

    /// <summary>x^y.</summary>
    public static readonly Function Pow = new("pow", 2, static x => Math.Pow(x[0], x[1]), PowByBase, PowByExponent)
    { ScalarCode = "{M}.Pow({0}, {1})", VectorCode = "{V}.Pow({0}, {1})", Notation = "pow({0}, {1})", DomainLower = 0, Kinks = [new("x = 0, y ≥ 0", "∂/∂y = 0; ∂/∂x = 0 for y = 0 (torch.pow)")], Cost = 40 };

    /// <summary>√(x² + y²).</summary>
    public static readonly Function Hypot = new("hypot", 2, static x => ReferenceMath.Hypot(x[0], x[1]), static (x, y) => Ratio(x[0], y), static (x, y) => Ratio(x[1], y))
    { ScalarCode = "{T}.Hypot({0}, {1})", VectorCode = "{V}.Hypot({0}, {1})", Notation = "hypot({0}, {1})", IsFinite = true, IsSymmetric = true, Range = Range.NonNegative, Kinks = [new("x = y = 0", "0, the subgradient that torch.norm takes")] };

    // ---- trigonometry

    /// <summary>sin x.</summary>
    public static readonly Function Sin = new("sin", 1, static x => Math.Sin(x[0]), static (x, y) => Of(Cos!, x[0]))
    { ScalarCode = "{M}.Sin({0})", VectorCode = "{V}.Sin({0})", Notation = "sin({0})", IsFinite = true, Parity = Parity.Odd, MaximumSlope = 1 };

    /// <summary>cos x.</summary>
    public static readonly Function Cos = new("cos", 1, static x => Math.Cos(x[0]), static (x, y) => -Of(Sin, x[0]))
    { ScalarCode = "{M}.Cos({0})", VectorCode = "{V}.Cos({0})", Notation = "cos({0})", IsFinite = true, Parity = Parity.Even, MaximumSlope = 1 };

    /// <summary>tan x.</summary>
    public static readonly Function Tan = new("tan", 1, static x => Math.Tan(x[0]), static (x, y) => 1 + x[0].Pool.Square(y))
    { ScalarCode = "{M}.Tan({0})", VectorCode = "{V}.Tan({0})", Notation = "tan({0})", Parity = Parity.Odd, InverseName = "atan", DomainLower = -1.57, DomainUpper = 1.57 };

    /// <summary>arcsin x.</summary>
    public static readonly Function Asin = new("asin", 1, static x => Math.Asin(x[0]), static (x, y) => 1 / Of(Sqrt, 1 - x[0].Pool.Square(x[0])))
    { ScalarCode = "{M}.Asin({0})", VectorCode = "{V}.Asin({0})", Notation = "asin({0})", Parity = Parity.Odd, DomainLower = -1, DomainUpper = 1 };

    /// <summary>arccos x.</summary>
    public static readonly Function Acos = new("acos", 1, static x => Math.Acos(x[0]), static (x, y) => -1 / Of(Sqrt, 1 - x[0].Pool.Square(x[0])))
    { ScalarCode = "{M}.Acos({0})", VectorCode = "{V}.Acos({0})", Notation = "acos({0})", Range = Range.NonNegative, DomainLower = -1, DomainUpper = 1 };

    /// <summary>arctan x.</summary>
    public static readonly Function Atan = new("atan", 1, static x => Math.Atan(x[0]), static (x, y) => 1 / (1 + x[0].Pool.Square(x[0])))
    { ScalarCode = "{M}.Atan({0})", VectorCode = "{V}.Atan({0})", Notation = "atan({0})", IsFinite = true, Parity = Parity.Odd, LimitAtNegativeInfinity = -Math.PI / 2, LimitAtPositiveInfinity = Math.PI / 2, MaximumSlope = 1 };

    /// <summary>The angle of the point (second, first).</summary>
    public static readonly Function Atan2 = new("atan2", 2, static x => Math.Atan2(x[0], x[1]), static (x, y) => x[1] / SquaredNorm(x), static (x, y) => -x[0] / SquaredNorm(x))
    { ScalarCode = "{M}.Atan2({0}, {1})", VectorCode = "{V}.Atan2({0}, {1})", Notation = "atan2({0}, {1})", IsFinite = true };

    // ---- hyperbolic functions

    /// <summary>sinh x.</summary>
    public static readonly Function Sinh = new("sinh", 1, static x => Math.Sinh(x[0]), static (x, y) => Of(Cosh!, x[0]))
    { ScalarCode = "{M}.Sinh({0})", VectorCode = "{V}.Sinh({0})", Notation = "sinh({0})", Parity = Parity.Odd, InverseName = "asinh", LimitAtNegativeInfinity = -Infinity, LimitAtPositiveInfinity = Infinity };

    /// <summary>cosh x.</summary>
    public static readonly Function Cosh = new("cosh", 1, static x => Math.Cosh(x[0]), static (x, y) => Of(Sinh, x[0]))
    { ScalarCode = "{M}.Cosh({0})", VectorCode = "{V}.Cosh({0})", Notation = "cosh({0})", Parity = Parity.Even, Range = Range.Positive, LimitAtNegativeInfinity = Infinity, LimitAtPositiveInfinity = Infinity };

    /// <summary>tanh x.</summary>
    public static readonly Function Tanh = new("tanh", 1, static x => Math.Tanh(x[0]), static (x, y) => 1 - x[0].Pool.Square(y))
    { ScalarCode = "{M}.Tanh({0})", VectorCode = "{V}.Tanh({0})", Notation = "tanh({0})", IsFinite = true, Parity = Parity.Odd, InverseName = "atanh", LimitAtNegativeInfinity = -1, LimitAtPositiveInfinity = 1, MaximumSlope = 1 };

    /// <summary>arsinh x.</summary>
    public static readonly Function Asinh = new("asinh", 1, static x => ReferenceMath.Asinh(x[0]), static (x, y) => 1 / Of(Sqrt, 1 + x[0].Pool.Square(x[0])))
    { ScalarCode = "{M}.Asinh({0})", VectorCode = "{V}.Asinh({0})", Notation = "asinh({0})", IsFinite = true, Parity = Parity.Odd, InverseName = "sinh", LimitAtNegativeInfinity = -Infinity, LimitAtPositiveInfinity = Infinity, MaximumSlope = 1 };

    /// <summary>arcosh x; the slope keeps its digits near 1 as 1 / (√(x − 1) √(x + 1)).</summary>
    public static readonly Function Acosh = new("acosh", 1, static x => ReferenceMath.Acosh(x[0]), static (x, y) => 1 / (Of(Sqrt, x[0] - 1) * Of(Sqrt, x[0] + 1)))
    { ScalarCode = "{M}.Acosh({0})", VectorCode = "{V}.Acosh({0})", Notation = "acosh({0})", Range = Range.NonNegative, DomainLower = 1, LimitAtPositiveInfinity = Infinity };

    /// <summary>artanh x.</summary>
    public static readonly Function Atanh = new("atanh", 1, static x => ReferenceMath.Atanh(x[0]), static (x, y) => 1 / (1 - x[0].Pool.Square(x[0])))
    { ScalarCode = "{M}.Atanh({0})", VectorCode = "{V}.Atanh({0})", Notation = "atanh({0})", Parity = Parity.Odd, InverseName = "tanh", DomainLower = -1, DomainUpper = 1 };

    // ---- the error function

    /// <summary>2/√π ∫₀ˣ exp(−t²) dt.</summary>
    public static readonly Function Erf = new("erf", 1, static x => ReferenceMath.Erf(x[0]), static (x, y) => 1.1283791670955126 * Of(Exp, -x[0].Pool.Square(x[0])))
    { ScalarCode = "{K}.Erf({0})", VectorCode = "{V}.Erf({0})", Notation = "erf({0})", IsFinite = true, Parity = Parity.Odd, LimitAtNegativeInfinity = -1, LimitAtPositiveInfinity = 1, MaximumSlope = 1.1283791670955126, Cost = 30 };

    /// <summary>1 − erf x.</summary>
    public static readonly Function Erfc = new("erfc", 1, static x => ReferenceMath.Erfc(x[0]), static (x, y) => -1.1283791670955126 * Of(Exp, -x[0].Pool.Square(x[0])))
    { ScalarCode = "{K}.Erfc({0})", VectorCode = "{V}.Erfc({0})", Notation = "erfc({0})", IsFinite = true, Range = Range.Positive, LimitAtNegativeInfinity = 2, LimitAtPositiveInfinity = 0, MaximumSlope = 1.1283791670955126, Cost = 30 };

    // ---- with kinks and steps

    /// <summary>max(x, 0).</summary>
    public static readonly Function Relu = new("relu", 1, static x => Math.Max(x[0], 0), static (x, y) => Where(Comparison.Less, Zero(x), x[0], 1, 0))
    { ScalarCode = "{M}.Max({0}, 0)", VectorCode = "{V}.Max({0}, {Z})", Notation = "max({0}, 0)", IsFinite = true, Range = Range.NonNegative, LimitAtNegativeInfinity = 0, LimitAtPositiveInfinity = Infinity, MaximumSlope = 1, Kinks = [new("x = 0", "0 (torch.relu)")], Cost = 1 };

    /// <summary>|x|.</summary>
    public static readonly Function Abs = new("abs", 1, static x => Math.Abs(x[0]), static (x, y) => Of(Sign!, x[0]))
    { ScalarCode = "{M}.Abs({0})", VectorCode = "{V}.Abs({0})", Notation = "|{0}|", IsFinite = true, Parity = Parity.Even, Range = Range.NonNegative, LimitAtNegativeInfinity = Infinity, LimitAtPositiveInfinity = Infinity, MaximumSlope = 1, Kinks = [new("x = 0", "0 (torch.abs)")], Cost = 1 };

    /// <summary>−1, 0 or 1; 0 for NaN.</summary>
    public static readonly Function Sign = new("sign", 1, static x => x[0] > 0 ? 1 : x[0] < 0 ? -1 : 0, static (x, y) => Zero(x))
    { ScalarCode = "{K}.Sign({0})", VectorCode = "{V}.Sign({0})", Notation = "sign({0})", IsFinite = true, Parity = Parity.Odd, LimitAtNegativeInfinity = -1, LimitAtPositiveInfinity = 1, MaximumSlope = 0, Kinks = [new("x = 0", "0 (torch.sign)")], Cost = 2 };

    /// <summary>The larger of two; NaN where one is.</summary>
    public static readonly Function Max = new("max", 2, static x => Math.Max(x[0], x[1]), static (x, y) => Larger(x[0], x[1]), static (x, y) => Larger(x[1], x[0]))
    { ScalarCode = "{M}.Max({0}, {1})", VectorCode = "{V}.Max({0}, {1})", Notation = "max({0}, {1})", IsFinite = true, IsSymmetric = true, Kinks = [new("x = y", "½ each (torch.maximum)"), new("max(x, 0) at 0", "0, being relu (torch.relu)")], Cost = 1 };

    /// <summary>The smaller of two; NaN where one is.</summary>
    public static readonly Function Min = new("min", 2, static x => Math.Min(x[0], x[1]), static (x, y) => Larger(x[1], x[0]), static (x, y) => Larger(x[0], x[1]))
    { ScalarCode = "{M}.Min({0}, {1})", VectorCode = "{V}.Min({0}, {1})", Notation = "min({0}, {1})", IsFinite = true, IsSymmetric = true, Kinks = [new("x = y", "½ each (torch.minimum)")], Cost = 1 };

    /// <summary>The larger of two, where the result is known not to depend on it: what is taken out of exponents so that they do not overflow.</summary>
    public static readonly Function Shift = new("shift", 2, static x => Math.Max(x[0], x[1]), static (x, y) => Zero(x), static (x, y) => Zero(x))
    { ScalarCode = "{M}.Max({0}, {1})", VectorCode = "{V}.Max({0}, {1})", Notation = "max({0}, {1})", IsFinite = true, IsSymmetric = true, Cost = 1 };

    /// <summary>min(max(x, low), high).</summary>
    public static readonly Function Clamp = new("clamp", 3, static x => Math.Min(Math.Max(x[0], x[1]), x[2]), ClampByValue,
        static (x, y) => Where(Comparison.Less, x[0], x[1], 1, 0), static (x, y) => Where(Comparison.Less, x[2], x[0], 1, 0))
    { ScalarCode = "{M}.Min({M}.Max({0}, {1}), {2})", VectorCode = "{V}.Min({V}.Max({0}, {1}), {2})", Notation = "clamp({0}, {1}, {2})", IsFinite = true, Kinks = [new("x = low, x = high", "1 (torch.clamp)")], Cost = 2 };

    /// <summary>The greatest integer not above x.</summary>
    public static readonly Function Floor = Step("floor", static x => Math.Floor(x[0]), "{M}.Floor({0})", "{V}.Floor({0})", "⌊{0}⌋", Parity.None);

    /// <summary>The least integer not below x.</summary>
    public static readonly Function Ceiling = Step("ceiling", static x => Math.Ceiling(x[0]), "{M}.Ceiling({0})", "{V}.Ceiling({0})", "⌈{0}⌉", Parity.None);

    /// <summary>The nearest integer, halves to even.</summary>
    public static readonly Function Round = Step("round", static x => Math.Round(x[0]), "{M}.Round({0})", "{V}.Round({0})", "round({0})", Parity.Odd);

    /// <summary>The integer part.</summary>
    public static readonly Function Truncate = Step("truncate", static x => Math.Truncate(x[0]), "{M}.Truncate({0})", "{V}.Truncate({0})", "trunc({0})", Parity.Odd);

    /// <summary>What x divided by y leaves, with the sign of x; the derivative by y is −trunc(x / y), found from the remainder, which is exact.</summary>
    public static readonly Function Remainder = new("remainder", 2, static x => x[0] % x[1], static (x, y) => x[0].Pool.Number(1), static (x, y) => -Of(Round, (x[0] - y) / x[1]))
    { ScalarCode = "(({0}) % ({1}))", VectorCode = "{V}.PerLane(static (x, y) => x % y, {0}, {1})", Notation = "({0!} mod {1!})" };

    /// <summary>What x divided by y leaves where the quotient is rounded to the nearest integer, halves to even.</summary>
    public static readonly Function NearestRemainder = new("ieeeremainder", 2, static x => Math.IEEERemainder(x[0], x[1]), static (x, y) => x[0].Pool.Number(1), static (x, y) => -Of(Round, (x[0] - y) / x[1]))
    { ScalarCode = "{M}.IEEERemainder({0}, {1})", VectorCode = "{V}.PerLane(static (x, y) => {M}.IEEERemainder(x, y), {0}, {1})", Notation = "IEEERemainder({0}, {1})" };

    /// <summary>All rows, in the order of the table.</summary>
    public static ImmutableArray<Function> All { get; } =
    [
        Exp, Exp2, Expm1, Log, Log2, Log10, Log1p, Sigmoid, Softplus, Sqrt, Cbrt, Pow, Hypot,
        Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh, Erf, Erfc,
        Relu, Abs, Sign, Max, Min, Shift, Clamp, Floor, Ceiling, Round, Truncate, Remainder, NearestRemainder,
    ];

    /// <summary>The row of a name, or null.</summary>
    public static Function? Find(string name) => All.FirstOrDefault(row => row.Name == name);
}
