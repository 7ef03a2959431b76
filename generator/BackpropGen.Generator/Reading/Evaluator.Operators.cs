using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Operators: of tensors, of users, of C#.</summary>
internal sealed partial class Evaluator
{
    private object? EvaluateBinary(IBinaryOperation operation, Scope scope)
    {
        if (operation.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && operation.OperatorMethod is null)
        {
            bool isOr = operation.OperatorKind == BinaryOperatorKind.ConditionalOr;
            return Condition(operation.LeftOperand, scope) is not { } left ? Poison
                : left == isOr ? left
                : Condition(operation.RightOperand, scope) is { } right ? right : Poison;
        }

        object? l = Evaluate(operation.LeftOperand, scope), r = Evaluate(operation.RightOperand, scope);
        return IsPoison(l) || IsPoison(r) ? Poison : Combine(operation, operation.OperatorKind, operation.OperatorMethod, l, r);
    }

    /// <summary>Applies a binary operator: of tensors, of the user, or of C#.</summary>
    private object? Combine(IOperation operation, BinaryOperatorKind kind, IMethodSymbol? method, object? left, object? right)
    {
        if (method is not null && KnownTypes.IsTensor(method.ContainingType))
        {
            return LowerOperator(operation, OperatorName(kind), ("left", left), ("right", right));
        }

        if (method is { DeclaringSyntaxReferences.Length: > 0 })
        {
            return CallSource(method, [left, right], operation);
        }

        if (left is string || right is string)
        {
            if (kind == BinaryOperatorKind.Add)
            {
                return Text(operation, Format(left) + Format(right));
            }
        }

        if (left is TensorValue or LayerValue && right is not null)
        {
            return NotConstant(operation, "a tensor");
        }

        if (left is null || right is null)
        {
            return Lifted(kind, left, right);
        }

        object? result = Arithmetic(operation, kind, left, right);
        return result is null && kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            ? ReferenceEquals(left, right) == (kind == BinaryOperatorKind.Equals)
            : result ?? Unsupported(operation, "This operator");
    }

    /// <summary>An operator of which an operand is null: equality compares, all else is null or false.</summary>
    private static object? Lifted(BinaryOperatorKind kind, object? left, object? right) => kind switch
    {
        BinaryOperatorKind.Equals => left is null && right is null,
        BinaryOperatorKind.NotEquals => left is not null || right is not null,
        BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual => false,
        _ => null,
    };

    private object? EvaluateUnary(IUnaryOperation operation, Scope scope)
    {
        object? operand = Evaluate(operation.Operand, scope);
        if (IsPoison(operand))
        {
            return Poison;
        }

        if (operation.OperatorMethod is { } method && KnownTypes.IsTensor(method.ContainingType))
        {
            return LowerOperator(operation, "negate", ("x", operand));
        }

        if (operation.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } userDefined)
        {
            return CallSource(userDefined, [operand], operation);
        }

        if (operation.OperatorKind == UnaryOperatorKind.Hat)
        {
            return operand is int index ? new FromEnd(index) : Poison;
        }

        return operand is null ? null
            : Numbers.Unary(operation.OperatorKind, operand) is { } result ? InheritTruncation(result, operand)
            : Unsupported(operation, "This operator");
    }

    private static string OperatorName(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        _ => kind.ToString(),
    };
}
