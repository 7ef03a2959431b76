using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Operators on real numbers, integers and truths.</summary>
internal sealed partial class ScalarReader
{
    private object Unary(IUnaryOperation unary)
    {
        if (unary.OperatorKind == UnaryOperatorKind.Hat)
        {
            return new FromEnd((int)Integer(Evaluate(unary.Operand), unary));
        }

        object value = Usable(Evaluate(unary.Operand), unary.Operand);
        if (value is StructureValue && unary.OperatorMethod is { } method)
        {
            return Operator(method, [value], unary);
        }

        return (unary.OperatorKind, value) switch
        {
            (UnaryOperatorKind.Plus, _) => value,
            (UnaryOperatorKind.Minus, Expression expression) => -expression,
            (UnaryOperatorKind.Minus, long or UndecidedInteger) => Integers(unary, BinaryOperatorKind.Subtract, 0L, value, unary.IsChecked),
            (UnaryOperatorKind.Minus, KeptInteger) => KeptIntegers(BinaryOperatorKind.Subtract, 0L, value),
            (UnaryOperatorKind.BitwiseNegation, long or UndecidedInteger) => Integers(unary, BinaryOperatorKind.ExclusiveOr, -1L, value, false),
            (UnaryOperatorKind.Not, bool known) => !known,
            (UnaryOperatorKind.Not, ScalarCondition condition) => ScalarCondition.Not(condition),
            _ => throw Unsupported(unary),
        };
    }

    private object Binary(IBinaryOperation binary)
    {
        if (NullTest(binary) is { } isNull)
        {
            return isNull;
        }

        object left = Usable(Evaluate(binary.LeftOperand), binary.LeftOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd when left is bool or ScalarCondition:
                return Choose(left, () => Evaluate(binary.RightOperand), static () => false);
            case BinaryOperatorKind.ConditionalOr when left is bool or ScalarCondition:
                return Choose(left, static () => true, () => Evaluate(binary.RightOperand));
        }

        object right = Usable(Evaluate(binary.RightOperand), binary.RightOperand);
        return left is StructureValue || right is StructureValue
            ? Structures(binary, binary.OperatorKind, binary.OperatorMethod, left, right)
            : Arithmetic(binary, binary.OperatorKind, left, right, binary.IsChecked);
    }

    /// <summary><c>x == null</c>, <c>x != null</c>; null where an operator is neither. No array here is ever null.</summary>
    private object? NullTest(IBinaryOperation binary)
    {
        var tested = IsNull(binary.RightOperand) ? binary.LeftOperand : IsNull(binary.LeftOperand) ? binary.RightOperand : null;
        if (tested is null || binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            return null;
        }

        Memory(tested);
        return binary.OperatorKind == BinaryOperatorKind.NotEquals;
    }

    private static bool IsNull(IOperation operation) => operation is IConversionOperation { IsImplicit: true } conversion
        ? IsNull(conversion.Operand) : operation.ConstantValue is { HasValue: true, Value: null };

    /// <summary>An operator on a structure: the user's own, or equality of all fields.</summary>
    private object Structures(IOperation site, BinaryOperatorKind kind, IMethodSymbol? method, object left, object right)
    {
        if (method is { IsImplicitlyDeclared: false })
        {
            return Operator(method, [left, right], site);
        }

        return (kind, left, right) switch
        {
            (BinaryOperatorKind.Equals, StructureValue first, StructureValue second) => AreEqual(site, first, second).Value,
            (BinaryOperatorKind.NotEquals, StructureValue first, StructureValue second) => ScalarCondition.Not(AreEqual(site, first, second)).Value,
            _ => throw Unsupported(site),
        };
    }

    private object Operator(IMethodSymbol method, object[] operands, IOperation site) =>
        VectorTypes.Operator(method, operands, _pool) ?? Call(Implementation(method, operands, null), [.. operands.Select(NewPlace)], site);

    private object Compare(ITupleBinaryOperation comparison)
    {
        var equal = AreEqual(comparison, Evaluate(comparison.LeftOperand), Evaluate(comparison.RightOperand));
        return (comparison.OperatorKind == BinaryOperatorKind.Equals ? equal : ScalarCondition.Not(equal)).Value;
    }

    private ScalarCondition AreEqual(IOperation site, object left, object right) => (left, right) switch
    {
        (StructureValue first, StructureValue second) when first.Values.Length == second.Values.Length =>
            first.Values.Zip(second.Values, (a, b) => AreEqual(site, a, b)).Aggregate(ScalarCondition.True, ScalarCondition.And),
        _ => Truth(Arithmetic(site, BinaryOperatorKind.Equals, left, right, false), site),
    };

    private object Arithmetic(IOperation site, BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        switch (Usable(left, site), Usable(right, site))
        {
            case (Thrown, _) or (_, Thrown):
                return Thrown.Instance;
            case (bool or ScalarCondition, bool or ScalarCondition):
                return Logic(site, kind, ScalarCondition.Of(left), ScalarCondition.Of(right)).Value;
            case (KeptInteger or long, KeptInteger or long) when left is KeptInteger || right is KeptInteger:
                return KeptIntegers(kind, left, right);
            case (long or UndecidedInteger, long or UndecidedInteger):
                return Integers(site, kind, left, right, isChecked);
        }

        Expression l = Real(left, site), r = Real(right, site);
        return kind switch
        {
            BinaryOperatorKind.Add => l + r,
            BinaryOperatorKind.Subtract => l - r,
            BinaryOperatorKind.Multiply => l * r,
            BinaryOperatorKind.Divide => l / r,
            BinaryOperatorKind.Remainder => ScalarFunctions.Remainder(l, r),
            BinaryOperatorKind.LessThan => Compare(Comparison.Less, l, r).Value,
            BinaryOperatorKind.LessThanOrEqual => Compare(Comparison.LessOrEqual, l, r).Value,
            BinaryOperatorKind.GreaterThan => Compare(Comparison.Less, r, l).Value,
            BinaryOperatorKind.GreaterThanOrEqual => Compare(Comparison.LessOrEqual, r, l).Value,
            BinaryOperatorKind.Equals => Compare(Comparison.Equal, l, r).Value,
            BinaryOperatorKind.NotEquals => ScalarCondition.Not(Compare(Comparison.Equal, l, r)).Value,
            _ => throw ScalarProblem.At(site, "this operator is not differentiable"),
        };
    }

    private static ScalarCondition Compare(Comparison comparison, Expression left, Expression right)
    {
        if (left.IsNumber(out double l) && right.IsNumber(out double r))
        {
            return ScalarCondition.Of(ExpressionPool.Holds(comparison, l, r));
        }

        return new ScalarCondition.Compares(comparison, left, right);
    }

    private static ScalarCondition Logic(IOperation site, BinaryOperatorKind kind, ScalarCondition left, ScalarCondition right) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => ScalarCondition.And(left, right),
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => ScalarCondition.Or(left, right),
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => ScalarCondition.Either(left, ScalarCondition.Not(right), right),
        BinaryOperatorKind.Equals => ScalarCondition.Either(left, right, ScalarCondition.Not(right)),
        _ => throw Unsupported(site),
    };

    private static ScalarProblem Unsupported(IOperation operation) => operation.Type?.TypeKind == TypeKind.Error
        ? ScalarProblem.OfCompiler(operation)
        : ScalarProblem.At(operation, Refusals.Of(operation) ?? "this expression is not supported in a differentiable method");
}
