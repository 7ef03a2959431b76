using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Which functions of <c>Math</c>, <c>MathF</c>, <c>float</c>, <c>double</c> and <c>ScalarMath</c> are differentiated: by the table,
/// or as compositions of its rows.</summary>
internal static partial class ScalarFunctions
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
        ["Abs"] = FunctionTable.Abs, ["Max"] = FunctionTable.Max, ["Min"] = FunctionTable.Min,
        ["MaxNative"] = FunctionTable.Max, ["MinNative"] = FunctionTable.Min,
        ["Clamp"] = FunctionTable.Clamp, ["Floor"] = FunctionTable.Floor, ["Ceiling"] = FunctionTable.Ceiling,
        ["Round"] = FunctionTable.Round, ["Truncate"] = FunctionTable.Truncate,
    };

    /// <summary>The value of a call, or null where the method is not known.</summary>
    public static Expression? Call(IMethodSymbol method, ExpressionPool pool, Expression[] arguments) =>
        Call(method, method.ContainingType, pool, arguments, static value => (Expression)value) as Expression;

    /// <summary>The value of a call, or null where the method is not known: a real number, an integer, a truth or a tuple.</summary>
    /// <param name="method">The method.</param>
    /// <param name="container">The type that it is called on.</param>
    /// <param name="pool">The pool to build in.</param>
    /// <param name="arguments">Real numbers and integers.</param>
    /// <param name="toReal">Makes a real number of an argument.</param>
    public static object? Call(IMethodSymbol method, ITypeSymbol? container, ExpressionPool pool, object[] arguments, Func<object, Expression> toReal)
    {
        if (!IsMathematics(container))
        {
            return null;
        }

        if (arguments.All(static argument => argument is long or UndecidedInteger) && arguments.Length > 0 && !ScalarReader.IsReal(method.Parameters[0].Type)
            && method.Parameters[0].Type.TypeKind != TypeKind.TypeParameter)
        {
            return OfIntegers(method.Name, arguments);
        }

        var reals = new Expression[arguments.Length];
        for (int i = 0; i < reals.Length; i++)
        {
            reals[i] = toReal(arguments[i]);
        }

        return ByName.TryGetValue(method.Name, out var function) && function.Arity == reals.Length
            ? pool.Call(function, reals)
            : Predicate(method.Name, reals) ?? Composed(method, pool, arguments, reals);
    }

    /// <summary>Math.Max(2, 3) is an integer: no division may use it as a real number.</summary>
    private static object? OfIntegers(string name, object[] x) => (name, x.Length) switch
    {
        ("Abs", 1) => UndecidedInteger.Combine(x[0], 0L, static (value, _) => Math.Abs(value)),
        ("Sign", 1) => UndecidedInteger.Combine(x[0], 0L, static (value, _) => Math.Sign(value)),
        ("Max", 2) => UndecidedInteger.Combine(x[0], x[1], Math.Max),
        ("Min", 2) => UndecidedInteger.Combine(x[0], x[1], Math.Min),
        ("Clamp", 3) when UndecidedInteger.Combine(x[0], x[1], Math.Max) is not Irreconcilable and var raised => UndecidedInteger.Combine(raised, x[2], Math.Min),
        _ => null,
    };

    private static bool IsMathematics(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || type?.ToDisplayString() is "System.Math" or "System.MathF" or "BackpropGen.Kernels.ScalarMath"
        || (type is { TypeKind: TypeKind.Interface, ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } });
}
