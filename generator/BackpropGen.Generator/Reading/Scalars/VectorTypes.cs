using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What <c>Vector2</c>, <c>Vector3</c>, <c>Vector4</c>, <c>Quaternion</c> and <c>Complex</c> of <c>System.Numerics</c> compute: they have no source
/// in the compilation.</summary>
internal static partial class VectorTypes
{
    /// <summary>An operator; null where it is none of these types'.</summary>
    public static object? Operator(IMethodSymbol method, object[] operands, ExpressionPool pool)
    {
        var sample = operands.OfType<StructureValue>().FirstOrDefault();
        return sample is null || !operands.All(static operand => IsUsable(operand)) ? null
            : IsVector(method.ContainingType) ? OfVectors(method.Name, sample, operands, pool)
            : IsComplex(method.ContainingType) ? OfComplex(method.Name, sample, operands, pool)
            : IsQuaternion(method.ContainingType) ? Quaternions.Operator(method.Name, operands, pool)
            : null;
    }

    /// <summary>A method, its receiver first among the values; null where it is none of these types'.</summary>
    public static object? Method(IMethodSymbol method, object[] values, ExpressionPool pool)
    {
        if (values.Length == 0 || !values.All(IsUsable) || values[0] is not StructureValue first)
        {
            return null;
        }

        var second = values.Length > 1 ? values[1] as StructureValue : null;
        if (IsQuaternion(method.ContainingType))
        {
            return method.Name == "CreateFromAxisAngle" && values.Length == 2 && values[1] is Expression angle
                ? Quaternions.About(method.ContainingType, first, angle, pool)
                : Quaternions.Method(method.Name, first, second, values, pool);
        }

        if (IsComplex(method.ContainingType))
        {
            return (method.Name, second) switch
            {
                ("Abs", null) => Magnitude(first, pool),
                ("Conjugate", null) => Made(first, [Part(first, 0), -Part(first, 1)]),
                ("Negate", null) => OfComplex("op_UnaryNegation", first, values, pool),
                ("Add", _) => OfComplex("op_Addition", first, values, pool),
                ("Subtract", _) => OfComplex("op_Subtraction", first, values, pool),
                ("Multiply", _) => OfComplex("op_Multiply", first, values, pool),
                ("Divide", _) => OfComplex("op_Division", first, values, pool),
                ("Exp", null) => Polar(first, pool.Call(FunctionTable.Exp, Part(first, 0)), Part(first, 1), pool),
                _ => null,
            };
        }

        return !IsVector(method.ContainingType) ? null : (method.Name, second) switch
        {
            ("Length", null) => Norm(first, pool),
            ("LengthSquared", null) => Dot(first, first, pool),
            ("Normalize", null) => Made(first, Parts(first).Select(part => part / Norm(first, pool))),
            ("Dot", { } other) => Dot(first, other, pool),
            ("Distance", { } other) => Norm(Made(first, Parts(first).Zip(Parts(other), static (a, b) => a - b)), pool),
            ("DistanceSquared", { } other) when Made(first, Parts(first).Zip(Parts(other), static (a, b) => a - b)) is var difference => Dot(difference, difference, pool),
            ("Cross", { } other) when first.Values.Length == 3 => Made(first, [Minor(first, other, 1, 2), Minor(first, other, 2, 0), Minor(first, other, 0, 1)]),
            ("Min" or "Max", { } other) => Made(first, Parts(first).Zip(Parts(other), (a, b) => pool.Call(method.Name == "Min" ? FunctionTable.Min : FunctionTable.Max, a, b))),
            ("Abs", null) => Made(first, Parts(first).Select(part => pool.Call(FunctionTable.Abs, part))),
            ("Clamp", { } low) when values.Length == 3 && values[2] is StructureValue high => Made(
                first, Parts(first).Select((part, i) => pool.Call(FunctionTable.Clamp, part, Part(low, i), Part(high, i)))),
            ("SquareRoot", null) => Made(first, Parts(first).Select(part => pool.Call(FunctionTable.Sqrt, part))),
            ("Reflect", { } normal) when Dot(first, normal, pool) is var along => Made(first, Parts(first).Zip(Parts(normal), (a, n) => a - (2 * along * n))),
            ("Transform", { Values.Length: 4 } rotation) when IsQuaternion(rotation.Type) && first.Values.Length == 3 => Quaternions.Rotate(first, rotation, pool),
            ("Lerp", { } other) when values.Length == 3 && values[2] is Expression t => Made(first, Parts(first).Zip(Parts(other), (a, b) => (a * (1 - t)) + (b * t))),
            ("Add", _) => OfVectors("op_Addition", first, values, pool),
            ("Subtract", _) => OfVectors("op_Subtraction", first, values, pool),
            ("Multiply", _) => OfVectors("op_Multiply", first, values, pool),
            ("Divide", _) => OfVectors("op_Division", first, values, pool),
            ("Negate", null) => OfVectors("op_UnaryNegation", first, values, pool),
            _ => null,
        };
    }

    /// <summary>A property that is no field; null where it is none of these types'.</summary>
    public static object? Property(IPropertySymbol property, StructureValue value, ExpressionPool pool) =>
        !IsComplex(property.ContainingType) || !IsUsable(value) ? null : property.Name switch
        {
            "Magnitude" => Magnitude(value, pool),
            "Phase" => pool.Call(FunctionTable.Atan2, Part(value, 1), Part(value, 0)),
            _ => null,
        };

    /// <summary>A constant: <c>Vector3.UnitX</c>; null where it is none of these types'.</summary>
    public static object? Static(IPropertySymbol property, ExpressionPool pool)
    {
        bool isQuaternion = IsQuaternion(property.ContainingType);
        if (!(isQuaternion || IsVector(property.ContainingType)) || StructureShape.Of(property.ContainingType) is not { Members.Length: var count })
        {
            return null;
        }

        int unit = isQuaternion ? property.Name == "Identity" ? 3 : -1
            : property.Name.StartsWith("Unit", StringComparison.Ordinal) ? "XYZW".IndexOf(property.Name[property.Name.Length - 1]) : -1;
        return property.Name is "Zero" or "One" || unit >= 0
            ? new StructureValue(property.ContainingType, [.. Enumerable.Range(0, count).Select(i => (object)pool.Number(property.Name == "One" || i == unit ? 1 : 0))])
            : null;
    }

    private static object? OfVectors(string name, StructureValue sample, object[] operands, ExpressionPool pool)
    {
        IEnumerable<Expression> Operand(int index) => operands[index] is StructureValue vector ? Parts(vector)
            : Enumerable.Repeat(operands[index] as Expression ?? pool.Number((long)operands[index]), sample.Values.Length);
        StructureValue Each(Func<Expression, Expression, Expression> combine) => Made(sample, Operand(0).Zip(Operand(1), combine));
        return name switch
        {
            "op_Addition" => Each(static (a, b) => a + b),
            "op_Subtraction" => Each(static (a, b) => a - b),
            "op_Multiply" => Each(static (a, b) => a * b),
            "op_Division" => Each(static (a, b) => a / b),
            "op_UnaryNegation" => Made(sample, Operand(0).Select(static part => -part)),
            _ => null,
        };
    }

    private static object? OfComplex(string name, StructureValue sample, object[] operands, ExpressionPool pool)
    {
        (Expression Real, Expression Imaginary) Operand(int index) => operands[index] is StructureValue number
            ? (Part(number, 0), Part(number, 1)) : (operands[index] as Expression ?? pool.Number((long)operands[index]), pool.Number(0));
        var (a, b) = Operand(0);
        if (operands.Length == 1)
        {
            return name == "op_UnaryNegation" ? Made(sample, [-a, -b]) : null;
        }

        var (c, d) = Operand(1);
        var norm = pool.Square(c) + pool.Square(d);
        return name switch
        {
            "op_Addition" => Made(sample, [a + c, b + d]),
            "op_Subtraction" => Made(sample, [a - c, b - d]),
            "op_Multiply" => Made(sample, [(a * c) - (b * d), (a * d) + (b * c)]),
            "op_Division" => Made(sample, [((a * c) + (b * d)) / norm, ((b * c) - (a * d)) / norm]),
            _ => null,
        };
    }

    private static StructureValue Polar(StructureValue sample, Expression radius, Expression angle, ExpressionPool pool) =>
        Made(sample, [radius * pool.Call(FunctionTable.Cos, angle), radius * pool.Call(FunctionTable.Sin, angle)]);

    private static Expression Magnitude(StructureValue value, ExpressionPool pool) => pool.Call(FunctionTable.Hypot, Part(value, 0), Part(value, 1));

    private static Expression Norm(StructureValue value, ExpressionPool pool) => pool.Call(FunctionTable.Sqrt, Dot(value, value, pool));

    private static Expression Dot(StructureValue left, StructureValue right, ExpressionPool pool) =>
        pool.Sum(Parts(left).Zip(Parts(right), static (a, b) => a * b));

    private static Expression Minor(StructureValue left, StructureValue right, int i, int j) => (Part(left, i) * Part(right, j)) - (Part(left, j) * Part(right, i));

    private static StructureValue Made(StructureValue sample, IEnumerable<Expression> parts) => sample with { Values = [.. parts] };

    private static IEnumerable<Expression> Parts(StructureValue value) => value.Values.Cast<Expression>();

    private static Expression Part(StructureValue value, int index) => (Expression)value.Values[index];

    private static bool IsUsable(object value) => value is Expression or long || (value is StructureValue structure && structure.Values.All(static part => part is Expression));

    private static bool IsVector(INamedTypeSymbol? type) => type?.Name is "Vector2" or "Vector3" or "Vector4" && IsNumerics(type);

    private static bool IsComplex(INamedTypeSymbol? type) => type?.Name == "Complex" && IsNumerics(type);

    private static bool IsQuaternion(INamedTypeSymbol? type) => type?.Name == "Quaternion" && IsNumerics(type);

    private static bool IsNumerics(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
