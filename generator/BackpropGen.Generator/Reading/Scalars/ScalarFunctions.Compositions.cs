using System;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Functions that are compositions of the table's rows.</summary>
internal static partial class ScalarFunctions
{
    /// <summary>x % y.</summary>
    public static Expression Remainder(Expression x, Expression y) => x.Pool.Call(FunctionTable.Remainder, x, y);

    /// <summary>The value of a static property: <c>double.Pi</c>, <c>T.One</c>; null where it is none.</summary>
    public static Expression? Constant(IPropertySymbol property, ExpressionPool pool) => !IsMathematics(property.ContainingType) ? null : property.Name switch
    {
        "One" or "MultiplicativeIdentity" => pool.Number(1),
        "Zero" or "AdditiveIdentity" => pool.Number(0),
        "NegativeOne" => pool.Number(-1),
        "Pi" => pool.Number(Math.PI),
        "Tau" => pool.Number(2 * Math.PI),
        "E" => pool.Number(Math.E),
        "NaN" => pool.Number(double.NaN),
        "PositiveInfinity" => pool.Number(double.PositiveInfinity),
        "NegativeInfinity" => pool.Number(double.NegativeInfinity),
        _ => null,
    };

    private static object? Predicate(string name, Expression[] x) => (name, x.Length) switch
    {
        ("IsNaN", 1) => ScalarCondition.Not(Compares(Comparison.Equal, x[0], x[0])).Value,
        ("IsFinite", 1) => Compares(Comparison.LessOrEqual, Of(FunctionTable.Abs, x[0]), x[0].Pool.Number(double.MaxValue)).Value,
        ("IsInfinity", 1) => Compares(Comparison.Equal, Of(FunctionTable.Abs, x[0]), x[0].Pool.Number(double.PositiveInfinity)).Value,
        ("IsPositiveInfinity", 1) => Compares(Comparison.Equal, x[0], x[0].Pool.Number(double.PositiveInfinity)).Value,
        ("IsNegativeInfinity", 1) => Compares(Comparison.Equal, x[0], x[0].Pool.Number(double.NegativeInfinity)).Value,
        ("IsNegative", 1) => Compares(Comparison.Less, x[0], x[0].Pool.Number(0)).Value,
        ("IsPositive", 1) => Compares(Comparison.LessOrEqual, x[0].Pool.Number(0), x[0]).Value,
        ("IsRealNumber", 1) => Compares(Comparison.Equal, x[0], x[0]).Value,
        // An infinity leaves NaN: it is no integer.
        ("IsInteger", 1) => Compares(Comparison.Equal, Remainder(x[0], x[0].Pool.Number(1)), x[0].Pool.Number(0)).Value,
        ("IsEvenInteger", 1) => Compares(Comparison.Equal, Remainder(x[0], x[0].Pool.Number(2)), x[0].Pool.Number(0)).Value,
        ("IsOddInteger", 1) => Compares(Comparison.Equal, Of(FunctionTable.Abs, Remainder(x[0], x[0].Pool.Number(2))), x[0].Pool.Number(1)).Value,
        ("Sign", 1) => Sign(x[0]),
        _ => null,
    };

    private static object? Composed(IMethodSymbol method, ExpressionPool pool, object[] arguments, Expression[] x) => (method.Name, x.Length) switch
    {
        ("Log", 2) => Of(FunctionTable.Log, x[0]) / Of(FunctionTable.Log, x[1]),
        ("FusedMultiplyAdd" or "MultiplyAddEstimate", 3) => (x[0] * x[1]) + x[2],
        ("Lerp", 3) => (x[0] * (1 - x[2])) + (x[1] * x[2]),
        ("DegreesToRadians", 1) => x[0] * (Math.PI / 180),
        ("RadiansToDegrees", 1) => x[0] * (180 / Math.PI),
        ("Exp10", 1) => pool.Call(FunctionTable.Pow, pool.Number(10), x[0]),
        ("Exp2M1", 1) => Of(FunctionTable.Expm1, x[0] * Math.Log(2)),
        ("Exp10M1", 1) => Of(FunctionTable.Expm1, x[0] * Math.Log(10)),
        ("Log2P1", 1) => Of(FunctionTable.Log1p, x[0]) / Math.Log(2),
        ("Log10P1", 1) => Of(FunctionTable.Log1p, x[0]) / Math.Log(10),
        ("SinPi", 1) => Of(FunctionTable.Sin, Math.PI * Turned(x[0], 2)),
        ("CosPi", 1) => Of(FunctionTable.Cos, Math.PI * Turned(x[0], 2)),
        ("TanPi", 1) => Of(FunctionTable.Tan, Math.PI * Turned(x[0], 1)),
        ("AsinPi", 1) => Of(FunctionTable.Asin, x[0]) / Math.PI,
        ("AcosPi", 1) => Of(FunctionTable.Acos, x[0]) / Math.PI,
        ("AtanPi", 1) => Of(FunctionTable.Atan, x[0]) / Math.PI,
        ("Atan2Pi", 2) => pool.Call(FunctionTable.Atan2, x[0], x[1]) / Math.PI,
        ("SinCos", 1) => Pair(method, Of(FunctionTable.Sin, x[0]), Of(FunctionTable.Cos, x[0])),
        ("SinCosPi", 1) => Pair(method, Of(FunctionTable.Sin, Math.PI * Turned(x[0], 2)), Of(FunctionTable.Cos, Math.PI * Turned(x[0], 2))),
        ("RootN", 2) when arguments[1] is long degree => Root(x[0], degree),
        ("ScaleB", 2) when arguments[1] is long exponent => x[0] * Math.Pow(2, exponent),
        ("CopySign", 2) => Where(Comparison.Less, x[1], pool.Number(0), -Of(FunctionTable.Abs, x[0]), Of(FunctionTable.Abs, x[0])),
        ("MaxMagnitude", 2) => Magnitude(FunctionTable.Max, x[0], x[1]),
        ("MinMagnitude", 2) => Magnitude(FunctionTable.Min, x[0], x[1]),
        ("MaxNumber", 2) => Number(x[0], x[1], static (a, b) => a.Pool.Call(FunctionTable.Max, a, b)),
        ("MinNumber", 2) => Number(x[0], x[1], static (a, b) => a.Pool.Call(FunctionTable.Min, a, b)),
        ("MaxMagnitudeNumber", 2) => Number(x[0], x[1], static (a, b) => Magnitude(FunctionTable.Max, a, b)),
        ("MinMagnitudeNumber", 2) => Number(x[0], x[1], static (a, b) => Magnitude(FunctionTable.Min, a, b)),
        ("IEEERemainder" or "Ieee754Remainder", 2) => x[0].Pool.Call(FunctionTable.NearestRemainder, x[0], x[1]),
        ("Round", 2) when arguments[1] is long mode && method.Parameters[1].Type.Name == nameof(MidpointRounding) => Rounded(x[0], mode),
        ("Round", 3) when arguments[1] is long digits and >= 0 && arguments[2] is long mode && Rounded(x[0] * Math.Pow(10, digits), mode) is { } scaled => scaled / Math.Pow(10, digits),
        ("Round", 2) when arguments[1] is long digits && digits >= 0 && method.Parameters[1].Type.SpecialType == SpecialType.System_Int32 =>
            Of(FunctionTable.Round, x[0] * Math.Pow(10, digits)) / Math.Pow(10, digits),
        ("CreateChecked" or "CreateSaturating" or "CreateTruncating", 1) => x[0],
        ("Clamp" or "ClampNative", 3) => pool.Call(FunctionTable.Clamp, x),
        ("Negate", 1) => -x[0],
        _ => null,
    };

    /// <summary>−1, 0 or 1 as the integer that it is.</summary>
    private static object Sign(Expression x)
    {
        var zero = x.Pool.Number(0);
        return UndecidedInteger.Choose(Compares(Comparison.Less, zero, x), 1L, UndecidedInteger.Choose(Compares(Comparison.Less, x, zero), -1L, 0L));
    }

    /// <summary>x less its nearest multiple of a period: the angle keeps its digits.</summary>
    private static Expression Turned(Expression x, double period) => x - (period * Of(FunctionTable.Round, x / period));

    /// <summary>The integer that a mode of <see cref="MidpointRounding"/> rounds to.</summary>
    private static Expression? Rounded(Expression x, long mode) => mode switch
    {
        0 => Of(FunctionTable.Round, x),
        // Away from zero where just between: what is cut off is exact, so ½ is told from what is next to it.
        1 => Of(FunctionTable.Truncate, x) + Where(
            Comparison.LessOrEqual, x.Pool.Number(0.5), Of(FunctionTable.Abs, x - Of(FunctionTable.Truncate, x)), Of(FunctionTable.Sign, x), x.Pool.Number(0)),
        2 => Of(FunctionTable.Truncate, x),
        3 => Of(FunctionTable.Floor, x),
        4 => Of(FunctionTable.Ceiling, x),
        _ => null,
    };

    private static Expression Root(Expression x, long degree) => degree switch
    {
        0 => x.Pool.Number(double.NaN),
        < 0 => 1 / Root(x, -degree),
        1 => x,
        2 => Of(FunctionTable.Sqrt, x),
        3 => Of(FunctionTable.Cbrt, x),
        _ when degree % 2 == 0 => x.Pool.Call(FunctionTable.Pow, x, x.Pool.Number(1.0 / degree)),
        _ => Of(FunctionTable.Sign, x) * x.Pool.Call(FunctionTable.Pow, Of(FunctionTable.Abs, x), x.Pool.Number(1.0 / degree)),
    };

    /// <summary>The one of larger (smaller) magnitude, and the larger (smaller) one where they tie.</summary>
    private static Expression Magnitude(Function tie, Expression x, Expression y)
    {
        Expression first = Of(FunctionTable.Abs, x), second = Of(FunctionTable.Abs, y);
        (first, second) = tie == FunctionTable.Max ? (first, second) : (second, first);
        return Where(Comparison.Less, second, first, x, Where(Comparison.Less, first, second, y, x.Pool.Call(tie, x, y)));
    }

    /// <summary>A choice between the two that are numbers.</summary>
    private static Expression Number(Expression x, Expression y, Func<Expression, Expression, Expression> choose) =>
        Where(Comparison.Equal, x, x, Where(Comparison.Equal, y, y, choose(x, y), x), y);

    private static StructureValue Pair(IMethodSymbol method, Expression first, Expression second) => new((INamedTypeSymbol)method.ReturnType, [first, second]);

    private static Expression Of(Function function, Expression x) => x.Pool.Call(function, x);

    private static Expression Where(Comparison comparison, Expression a, Expression b, Expression holds, Expression fails) =>
        Compares(comparison, a, b).Choose(holds, fails);

    private static ScalarCondition Compares(Comparison comparison, Expression a, Expression b) => a.IsNumber(out double l) && b.IsNumber(out double r)
        ? ScalarCondition.Of(ExpressionPool.Holds(comparison, l, r)) : new ScalarCondition.Compares(comparison, a, b);
}
