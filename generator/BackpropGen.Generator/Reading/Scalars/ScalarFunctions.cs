using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Which functions of <c>Math</c>, <c>MathF</c>, <c>float</c>, <c>double</c> and <c>ScalarMath</c> are differentiated by the table.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, Function> ByName = new()
    {
        ["Exp"] = FunctionTable.Exp, ["Exp2"] = FunctionTable.Exp2, ["ExpM1"] = FunctionTable.Expm1, ["Expm1"] = FunctionTable.Expm1,
        ["Log"] = FunctionTable.Log, ["Log2"] = FunctionTable.Log2, ["Log10"] = FunctionTable.Log10,
        ["LogP1"] = FunctionTable.Log1p, ["Log1p"] = FunctionTable.Log1p,
        ["Sigmoid"] = FunctionTable.Sigmoid, ["Softplus"] = FunctionTable.Softplus, ["Erf"] = FunctionTable.Erf, ["Erfc"] = FunctionTable.Erfc,
        ["Sqrt"] = FunctionTable.Sqrt, ["Cbrt"] = FunctionTable.Cbrt, ["Pow"] = FunctionTable.Pow, ["Hypot"] = FunctionTable.Hypot,
        ["Sin"] = FunctionTable.Sin, ["Cos"] = FunctionTable.Cos, ["Tan"] = FunctionTable.Tan,
        ["Asin"] = FunctionTable.Asin, ["Acos"] = FunctionTable.Acos, ["Atan"] = FunctionTable.Atan, ["Atan2"] = FunctionTable.Atan2,
        ["Sinh"] = FunctionTable.Sinh, ["Cosh"] = FunctionTable.Cosh, ["Tanh"] = FunctionTable.Tanh,
        ["Asinh"] = FunctionTable.Asinh, ["Acosh"] = FunctionTable.Acosh, ["Atanh"] = FunctionTable.Atanh,
        ["Abs"] = FunctionTable.Abs, ["Sign"] = FunctionTable.Sign, ["Max"] = FunctionTable.Max, ["Min"] = FunctionTable.Min,
        ["Clamp"] = FunctionTable.Clamp, ["Floor"] = FunctionTable.Floor, ["Ceiling"] = FunctionTable.Ceiling,
        ["Round"] = FunctionTable.Round, ["Truncate"] = FunctionTable.Truncate,
    };

    /// <summary>The value of a call, or null where the table does not know the method.</summary>
    public static Expression? Call(IMethodSymbol method, ExpressionPool pool, Expression[] arguments)
    {
        if (!IsMathematics(method.ContainingType))
        {
            return null;
        }

        return (method.Name, arguments.Length) switch
        {
            ("Log", 2) => pool.Call(FunctionTable.Log, arguments[0]) / pool.Call(FunctionTable.Log, arguments[1]),
            ("FusedMultiplyAdd" or "MultiplyAddEstimate", 3) => (arguments[0] * arguments[1]) + arguments[2],
            (var name, var count) when ByName.TryGetValue(name, out var function) && function.Arity == count => pool.Call(function, arguments),
            _ => null,
        };
    }

    private static bool IsMathematics(INamedTypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || type.ToDisplayString() is "System.Math" or "System.MathF" or "BackpropGen.Kernels.ScalarMath";
}
