using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Expressions: reals are symbolic, integers and booleans are known.</summary>
internal sealed partial class ScalarReader
{
    private object Evaluate(IOperation operation, Dictionary<ISymbol, object> variables)
    {
        Step(operation);
        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return Known(constant, operation);
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, variables);
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, operation, variables);
            case ILocalReferenceOperation local:
                return Variable(local.Local, operation, variables);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } field:
                throw Unsupported(field, Text(field), "a static readonly field is only known at run time: make it const");
            case IConversionOperation conversion:
                return Convert(conversion, variables);
            case IUnaryOperation unary:
                return Unary(unary, variables);
            case IBinaryOperation binary:
                return Binary(binary, variables);
            case IConditionalOperation conditional:
                return Conditional(conditional, variables);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value, variables), variables);
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } compound:
                return Assign(compound.Target, Arithmetic(
                    compound, compound.OperatorKind, Evaluate(compound.Target, variables), Evaluate(compound.Value, variables)), variables);
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation } increment:
                object before = Evaluate(increment.Target, variables);
                object after = Arithmetic(increment, increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, 1);
                Assign(increment.Target, after, variables);
                return increment.IsPostfix ? before : after;
            case ISwitchExpressionOperation choice:
                return Choose(choice, variables);
            case IInvocationOperation invocation:
                return Invoke(invocation, variables);
            case IInvalidOperation:
                throw new ScalarProblem(null, operation);
            default:
                throw operation.Type?.TypeKind == TypeKind.Error
                    ? new ScalarProblem(null, operation)
                    : Unsupported(operation, Text(operation), "this expression is not supported in a differentiable method");
        }
    }

    private object Variable(ISymbol symbol, IOperation site, Dictionary<ISymbol, object> variables)
    {
        if (variables.TryGetValue(symbol, out object? value))
        {
            return value;
        }

        return _captured(symbol) is { } captured
            ? Known(captured, site)
            : throw Unsupported(site, Text(site), "its value is not known when the definition is compiled");
    }

    private object Known(object constant, IOperation site) => constant switch
    {
        float number => _pool.Number(number),
        double number => _pool.Number(number),
        decimal number => _pool.Number((double)number),
        bool or int or long => constant,
        byte or sbyte or short or ushort => System.Convert.ToInt32(constant, System.Globalization.CultureInfo.InvariantCulture),
        uint or ulong => System.Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw Unsupported(site, Text(site), "its value is not a number"),
    };

    private static object Assign(IOperation target, object value, Dictionary<ISymbol, object> variables)
    {
        ISymbol symbol = target is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)target).Parameter;
        variables[symbol] = value;
        return value;
    }

    private object Convert(IConversionOperation conversion, Dictionary<ISymbol, object> variables)
    {
        object value = Evaluate(conversion.Operand, variables);
        if (IsReal(conversion.Type))
        {
            return Real(value, conversion.Operand);
        }

        return value is Expression
            ? throw Unsupported(conversion, Text(conversion), "an integer has no derivative")
            : value;
    }

    private object Unary(IUnaryOperation unary, Dictionary<ISymbol, object> variables)
    {
        object value = Evaluate(unary.Operand, variables);
        return (unary.OperatorKind, value) switch
        {
            (UnaryOperatorKind.Plus, _) => value,
            (UnaryOperatorKind.Minus, Expression expression) => -expression,
            (UnaryOperatorKind.Minus, int number) => -number,
            (UnaryOperatorKind.Minus, long number) => -number,
            (UnaryOperatorKind.Not, bool known) => !known,
            (UnaryOperatorKind.Not, ScalarCondition condition) => new ScalarCondition.Not(condition),
            _ => throw Unsupported(unary, Text(unary), "this operator is not supported"),
        };
    }

    private object Binary(IBinaryOperation binary, Dictionary<ISymbol, object> variables)
    {
        object left = Evaluate(binary.LeftOperand, variables);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            bool isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            if (left is bool known)
            {
                return known == isAnd ? Evaluate(binary.RightOperand, variables) : known;
            }

            object right = Evaluate(binary.RightOperand, variables);
            var condition = (ScalarCondition)left;
            return right is ScalarCondition other
                ? isAnd ? new ScalarCondition.And(condition, other) : new ScalarCondition.Or(condition, other)
                : (bool)right == isAnd ? condition : right;
        }

        return Arithmetic(binary, binary.OperatorKind, left, Evaluate(binary.RightOperand, variables));
    }

    private object Arithmetic(IOperation site, BinaryOperatorKind kind, object left, object right)
    {
        if (left is int or long && right is int or long)
        {
            return Integers(site, kind, System.Convert.ToInt64(left, System.Globalization.CultureInfo.InvariantCulture), System.Convert.ToInt64(right, System.Globalization.CultureInfo.InvariantCulture));
        }

        Expression l = Real(left, site), r = Real(right, site);
        return kind switch
        {
            BinaryOperatorKind.Add => l + r,
            BinaryOperatorKind.Subtract => l - r,
            BinaryOperatorKind.Multiply => l * r,
            BinaryOperatorKind.Divide => l / r,
            BinaryOperatorKind.LessThan => Compare(Comparison.Less, l, r),
            BinaryOperatorKind.LessThanOrEqual => Compare(Comparison.LessOrEqual, l, r),
            BinaryOperatorKind.GreaterThan => Compare(Comparison.Less, r, l),
            BinaryOperatorKind.GreaterThanOrEqual => Compare(Comparison.LessOrEqual, r, l),
            BinaryOperatorKind.Equals => Compare(Comparison.Equal, l, r),
            BinaryOperatorKind.NotEquals => Compare(Comparison.Equal, l, r) is bool equal ? !equal : new ScalarCondition.Not(new ScalarCondition.Compares(Comparison.Equal, l, r)),
            _ => throw Unsupported(site, Text(site), "this operator is not differentiable"),
        };
    }

    private static object Compare(Comparison comparison, Expression left, Expression right)
    {
        if (left.IsNumber(out double l) && right.IsNumber(out double r))
        {
            return comparison switch
            {
                Comparison.Less => l < r,
                Comparison.LessOrEqual => l <= r,
                _ => l == r,
            };
        }

        return new ScalarCondition.Compares(comparison, left, right);
    }

    private static object Integers(IOperation site, BinaryOperatorKind kind, long left, long right)
    {
        if (kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && right == 0)
        {
            throw Unsupported(site, Text(site), "it divides by zero");
        }

        object result = kind switch
        {
            BinaryOperatorKind.Add => unchecked(left + right),
            BinaryOperatorKind.Subtract => unchecked(left - right),
            BinaryOperatorKind.Multiply => unchecked(left * right),
            BinaryOperatorKind.Divide => left / right,
            BinaryOperatorKind.Remainder => left % right,
            BinaryOperatorKind.LessThan => left < right,
            BinaryOperatorKind.LessThanOrEqual => left <= right,
            BinaryOperatorKind.GreaterThan => left > right,
            BinaryOperatorKind.GreaterThanOrEqual => left >= right,
            BinaryOperatorKind.Equals => left == right,
            BinaryOperatorKind.NotEquals => left != right,
            _ => throw Unsupported(site, Text(site), "this operator is not supported on integers"),
        };
        return result is long number && number is >= int.MinValue and <= int.MaxValue ? (int)number : result;
    }

    private object Conditional(IConditionalOperation conditional, Dictionary<ISymbol, object> variables) => Evaluate(conditional.Condition, variables) switch
    {
        true => Evaluate(conditional.WhenTrue, variables),
        false => Evaluate(conditional.WhenFalse!, variables),
        var condition => ((ScalarCondition)condition).Choose(
            Real(Evaluate(conditional.WhenTrue, variables), conditional.WhenTrue), Real(Evaluate(conditional.WhenFalse!, variables), conditional.WhenFalse!)),
    };

    /// <summary>A switch expression, arm by arm from the last: each holds where those before it do not.</summary>
    private Expression Choose(ISwitchExpressionOperation choice, Dictionary<ISymbol, object> variables)
    {
        object value = Evaluate(choice.Value, variables);
        Expression? result = null;
        foreach (var arm in choice.Arms.Reverse())
        {
            object condition = Matches(arm.Pattern, value);
            if (arm.Guard is not null)
            {
                condition = (condition, Evaluate(arm.Guard, variables)) switch
                {
                    (true, var guard) => guard,
                    (false, _) or (_, false) => false,
                    (var pattern, true) => pattern,
                    (var pattern, var guard) => new ScalarCondition.And((ScalarCondition)pattern, (ScalarCondition)guard),
                };
            }

            if (condition is false)
            {
                continue;
            }

            var here = Real(Evaluate(arm.Value, variables), arm.Value);
            result = condition is true ? here
                : result is null ? throw Unsupported(choice, Text(choice), "it does not cover every value: add a discard") : ((ScalarCondition)condition).Choose(here, result);
        }

        return result ?? throw Unsupported(choice, Text(choice), "no arm matches");
    }

    private object Matches(IPatternOperation pattern, object value) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation constant => Arithmetic(pattern, BinaryOperatorKind.Equals, value, Evaluate(constant.Value, [])),
        IRelationalPatternOperation relational => Arithmetic(pattern, relational.OperatorKind, value, Evaluate(relational.Value, [])),
        INegatedPatternOperation negated => Matches(negated.Pattern, value) is bool known ? !known : new ScalarCondition.Not((ScalarCondition)Matches(negated.Pattern, value)),
        _ => throw Unsupported(pattern, Text(pattern), "this pattern is not supported in a differentiable method"),
    };

    private object Invoke(IInvocationOperation invocation, Dictionary<ISymbol, object> variables)
    {
        var method = invocation.TargetMethod;
        var arguments = new object[method.Parameters.Length];
        foreach (var argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = Evaluate(argument.Value, variables);
        }

        if (arguments.All(static argument => argument is Expression or int or long)
            && ScalarFunctions.Call(method, _pool, arguments.Select(argument => Real(argument, invocation)).ToArray()) is { } value)
        {
            return value;
        }

        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction)
        {
            throw Unsupported(invocation, Text(invocation), "it calls a method of an object");
        }

        var body = _bodyOf(method.OriginalDefinition);
        return body is null || !IsReal(method.ReturnType)
            ? throw Unsupported(invocation, Text(invocation), $"'{method.Name}' has no source here and no known derivative")
            : Call(method.OriginalDefinition, body, arguments, invocation);
    }
}
