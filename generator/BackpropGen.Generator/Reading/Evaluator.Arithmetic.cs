using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Arithmetic on concrete numbers, and their conversions. The result of an integer division that truncated is
/// remembered by the identity of its box, so that a diagnostic can tell when it reaches a tensor.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<object, IOperation> _truncations = new(IdentityComparer.Instance);

    private object? Arithmetic(IOperation operation, BinaryOperatorKind kind, object left, object right)
    {
        object? result = Checked(operation, kind, left, right);
        if (result is null || !Numbers.IsNumber(result))
        {
            return result;
        }

        bool truncates = kind == BinaryOperatorKind.Divide && IsInteger(left) && Checked(operation, BinaryOperatorKind.Remainder, left, right) is not (0 or 0L or 0U or 0UL);
        return truncates ? Truncated(result, operation) : InheritTruncation(InheritTruncation(result, left), right);
    }

    /// <summary>As C#, but that an overflow is a mistake unless the expression says <c>unchecked</c>.</summary>
    private static object? Checked(IOperation operation, BinaryOperatorKind kind, object left, object right)
    {
        try
        {
            return Numbers.Binary(kind, left, right, isUnchecked: false);
        }
        catch (OverflowException) when (IsUnchecked(operation.Syntax))
        {
            return Numbers.Binary(kind, left, right, isUnchecked: true);
        }
    }

    private static bool IsUnchecked(SyntaxNode syntax) => syntax.Ancestors()
        .FirstOrDefault(static node => node is CheckedExpressionSyntax or CheckedStatementSyntax)?
        .Kind() is SyntaxKind.UncheckedExpression or SyntaxKind.UncheckedStatement;

    private static bool IsInteger(object value) => value is int or long or uint or ulong;

    /// <summary>A copy of a number in a box of its own, remembered as the result of a truncating division.</summary>
    private object? Truncated(object? value, IOperation division)
    {
        object? box = value switch
        {
            int number => number,
            uint number => number,
            long number => number,
            ulong number => number,
            float number => number,
            double number => number,
            _ => null,
        };
        if (box is null)
        {
            return value;
        }

        _truncations[box] = division;
        return box;
    }

    private object InheritTruncation(object result, object from) =>
        Numbers.IsNumber(result) && !_truncations.ContainsKey(result) && _truncations.TryGetValue(from, out var division)
            ? Truncated(result, division)!
            : result;

    /// <summary>The truncating division inside a constant expression, if there is one.</summary>
    private static IOperation? FindTruncation(IOperation operation) => operation switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Divide,
            LeftOperand.ConstantValue: { HasValue: true, Value: { } left },
            RightOperand.ConstantValue: { HasValue: true, Value: { } right },
        } when IsInteger(left) && Numbers.Binary(BinaryOperatorKind.Remainder, left, right, true) is not (0 or 0L or 0U or 0UL) => operation,
        IBinaryOperation binary => FindTruncation(binary.LeftOperand) ?? FindTruncation(binary.RightOperand),
        IConversionOperation conversion => FindTruncation(conversion.Operand),
        IUnaryOperation unary => FindTruncation(unary.Operand),
        IParenthesizedOperation parenthesized => FindTruncation(parenthesized.Operand),
        _ => null,
    };

    private object? Convert(IConversionOperation operation, Scope scope)
    {
        if (!operation.GetConversion().Exists)
        {
            problems.Break();
            return Poison;
        }

        object? value = operation.Operand is ITupleOperation tuple ? EvaluateTuple(tuple, scope, operation.Type) : Evaluate(operation.Operand, scope);
        return IsPoison(value) ? Poison : ConvertTo(operation, value, operation.Type, operation.OperatorMethod);
    }

    private object? ConvertTo(IOperation operation, object? value, ITypeSymbol? type, IMethodSymbol? method)
    {
        if (method is not null && KnownTypes.IsTensor(method.ContainingType))
        {
            return ToTensor(operation, value);
        }

        if (method is { DeclaringSyntaxReferences.Length: > 0 })
        {
            return CallSource(method, [value], operation);
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            type = enumeration.EnumUnderlyingType;
        }

        if (value is TupleValue tuple && type is INamedTypeSymbol { IsTupleType: true } tupleType)
        {
            return new TupleValue(tuple.Items.Select((item, i) => ConvertElement(operation, item, tupleType.TupleElements[i].Type)).ToArray());
        }

        return value is not null && Numbers.IsNumber(value) && type is not null && Numbers.ConvertTo(value, type.SpecialType) is { } converted
            ? InheritTruncation(converted, value)
            : value;
    }

    private object? ConvertElement(IOperation operation, object? value, ITypeSymbol type) =>
        KnownTypes.IsTensor(type) && Numbers.IsNumber(value) ? ToTensor(operation, value) : ConvertTo(operation, value, type, null);

    /// <summary>A number in a tensor expression: a scalar constant.</summary>
    private object? ToTensor(IOperation operation, object? value)
    {
        if (value is null || !Numbers.IsNumber(value))
        {
            return value;
        }

        if (_truncations.TryGetValue(value, out var division))
        {
            object truncated = division.ConstantValue.HasValue ? division.ConstantValue.Value! : value;
            problems.Report(ProblemKinds.IntegerDivision, division.Syntax.GetLocation(), TextOf(division), Format(truncated));
        }

        int first = context.Graph.Count;
        int node = context.Graph.Number(Numbers.ToDouble(value));
        Trace(first, operation);
        return new TensorValue(node);
    }

    /// <summary>Compares boxes by identity.</summary>
    private sealed class IdentityComparer : IEqualityComparer<object>
    {
        public static readonly IdentityComparer Instance = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

        int IEqualityComparer<object>.GetHashCode(object x) => RuntimeHelpers.GetHashCode(x);
    }
}
