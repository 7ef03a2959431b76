using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>The functions of <c>System.Math</c> and <c>System.MathF</c> on numbers known at compile time.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, Func<double, double>> Real = new()
    {
        ["Sqrt"] = Math.Sqrt,
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Log10"] = Math.Log10,
        ["Log2"] = static x => Math.Log(x, 2),
        ["Cbrt"] = static x => x < 0 ? -Math.Pow(-x, 1.0 / 3) : Math.Pow(x, 1.0 / 3),
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Asin"] = Math.Asin,
        ["Acos"] = Math.Acos,
        ["Atan"] = Math.Atan,
        ["Sinh"] = Math.Sinh,
        ["Cosh"] = Math.Cosh,
        ["Tanh"] = Math.Tanh,
        ["Floor"] = Math.Floor,
        ["Ceiling"] = Math.Ceiling,
        ["Truncate"] = Math.Truncate,
        ["Round"] = Math.Round,
    };

    private static readonly Dictionary<string, Func<double, double, double>> RealOfTwo = new()
    {
        ["Pow"] = Math.Pow,
        ["Atan2"] = Math.Atan2,
        ["Log"] = Math.Log,
        ["IEEERemainder"] = Math.IEEERemainder,
    };

    /// <summary>Calls a function; <see langword="false"/> where it is not known.</summary>
    /// <exception cref="ArithmeticException">An overflow or a division by zero.</exception>
    public static bool TryCall(IMethodSymbol method, object?[] arguments, out object? result)
    {
        result = arguments.All(Numbers.IsNumber) ? Call(method, arguments!) : null;
        return result is not null;
    }

    private static object? Call(IMethodSymbol method, object[] arguments)
    {
        switch (method.Name, arguments.Length)
        {
            case ("Min", 2):
                return IsTrue(BinaryOperatorKind.LessThanOrEqual, arguments[0], arguments[1]) || IsNaN(arguments[0]) ? arguments[0] : arguments[1];
            case ("Max", 2):
                return IsTrue(BinaryOperatorKind.GreaterThanOrEqual, arguments[0], arguments[1]) || IsNaN(arguments[0]) ? arguments[0] : arguments[1];
            case ("Clamp", 3):
                return IsTrue(BinaryOperatorKind.LessThan, arguments[0], arguments[1]) ? arguments[1]
                    : IsTrue(BinaryOperatorKind.GreaterThan, arguments[0], arguments[2]) ? arguments[2] : arguments[0];
            case ("Abs", 1):
                return Numbers.ToDouble(arguments[0]) < 0 ? Numbers.Unary(UnaryOperatorKind.Minus, arguments[0]) : arguments[0];
            case ("Sign", 1):
                return Math.Sign(Numbers.ToDouble(arguments[0]));
            default:
                return CallReal(method, Array.ConvertAll(arguments, Numbers.ToDouble)) is { } value
                    ? Numbers.ConvertTo(value, method.ReturnType.SpecialType)
                    : null;
        }
    }

    private static double? CallReal(IMethodSymbol method, double[] arguments) => arguments.Length switch
    {
        1 when Real.TryGetValue(method.Name, out var function) => function(arguments[0]),
        2 when RealOfTwo.TryGetValue(method.Name, out var function) => function(arguments[0], arguments[1]),
        _ => null,
    };

    private static bool IsTrue(BinaryOperatorKind kind, object left, object right) => Numbers.Binary(kind, left, right, false) is true;

    private static bool IsNaN(object value) => value is double.NaN or float.NaN;
}
