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
                return Assign(assignment, assignment.Target, Evaluate(assignment.Value, variables), variables);
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } compound:
                return Assign(compound, compound.Target, Arithmetic(
                    compound, compound.OperatorKind, Evaluate(compound.Target, variables), Evaluate(compound.Value, variables)), variables);
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } increment:
                object before = Evaluate(increment.Target, variables);
                object after = Arithmetic(increment, increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, 1);
                Assign(increment, increment.Target, after, variables);
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

    private object Assign(IOperation assignment, IOperation target, object value, Dictionary<ISymbol, object> variables)
    {
        ISymbol symbol = target is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)target).Parameter;
        if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, _method))
        {
            throw Unsupported(assignment, Text(assignment), "it assigns a variable of the method around it");
        }

        // i += 0.5 truncates
        if (value is Expression && !IsReal(target.Type))
        {
            throw Unsupported(assignment, Text(assignment), "an integer has no derivative");
        }

        variables[symbol] = value;
        return value;
    }

    /// <summary>Evaluates what a real condition may skip: it may not assign anything.</summary>
    private object Apart(IOperation operation, Dictionary<ISymbol, object> variables)
    {
        var own = Copy(variables);
        object value = Evaluate(operation, own);
        return variables.All(pair => own[pair.Key].Equals(pair.Value))
            ? value
            : throw Unsupported(operation, Text(operation), "it assigns a variable where a real condition decides: use an if statement");
    }

    private object Convert(IConversionOperation conversion, Dictionary<ISymbol, object> variables)
    {
        object value = Evaluate(conversion.Operand, variables);
        if (IsReal(conversion.Type))
        {
            return Real(value, conversion.Operand);
        }

        return (conversion.Type?.SpecialType, value) switch
        {
            (_, Expression or UndecidedInteger { }) when value is Expression || conversion.Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64)
                => throw Unsupported(conversion, Text(conversion), "an integer has no derivative"),
            (SpecialType.System_Int32, int or long) => unchecked((int)ToInt64(value)),
            (SpecialType.System_Int16, int or long) => (int)unchecked((short)ToInt64(value)),
            (SpecialType.System_Byte, int or long) => (int)unchecked((byte)ToInt64(value)),
            (SpecialType.System_SByte, int or long) => (int)unchecked((sbyte)ToInt64(value)),
            (SpecialType.System_UInt16, int or long) => (int)unchecked((ushort)ToInt64(value)),
            (SpecialType.System_UInt32, int or long) => (long)unchecked((uint)ToInt64(value)),
            _ => value,
        };
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

            object right = Apart(binary.RightOperand, variables);
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
            return Integers(site, kind, ToInt64(left), ToInt64(right));
        }

        if (left is not Expression && right is not Expression)
        {
            throw Unsupported(site, Text(site), "an integer here depends on a real argument: compute with real numbers");
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
        return result is long number && (site.Type?.SpecialType == SpecialType.System_Int32 || number is >= int.MinValue and <= int.MaxValue)
            ? unchecked((int)number)
            : result;
    }

    private static long ToInt64(object value) => System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

    private object Conditional(IConditionalOperation conditional, Dictionary<ISymbol, object> variables) => Evaluate(conditional.Condition, variables) switch
    {
        true => Evaluate(conditional.WhenTrue, variables),
        false => Evaluate(conditional.WhenFalse!, variables),
        var condition => ScalarFlow.Choose((ScalarCondition)condition, Apart(conditional.WhenTrue, variables), Apart(conditional.WhenFalse!, variables)),
    };

    /// <summary>A switch expression: an arm holds where those before it do not; behind one that surely holds nothing is read.</summary>
    private object Choose(ISwitchExpressionOperation choice, Dictionary<ISymbol, object> variables)
    {
        object value = Evaluate(choice.Value, variables);
        var arms = new List<(ScalarCondition? Condition, object Value)>();
        foreach (var arm in choice.Arms)
        {
            object condition = Matches(arm.Pattern, value);
            if (arm.Guard is not null && condition is not false)
            {
                condition = And(condition, Apart(arm.Guard, variables));
            }

            if (condition is false)
            {
                continue;
            }

            arms.Add((condition as ScalarCondition, Apart(arm.Value, variables)));
            if (condition is true)
            {
                break;
            }
        }

        if (arms.Count == 0 || arms[arms.Count - 1].Condition is not null)
        {
            throw Unsupported(choice, Text(choice), "it does not cover every value: add a discard");
        }

        object result = arms[arms.Count - 1].Value;
        for (int i = arms.Count - 2; i >= 0; i--)
        {
            result = ScalarFlow.Choose(arms[i].Condition!, arms[i].Value, result);
        }

        return result;
    }

    private static object And(object left, object right) => (left, right) switch
    {
        (bool known, _) => known ? right : false,
        (_, bool known) => known ? left : false,
        _ => new ScalarCondition.And((ScalarCondition)left, (ScalarCondition)right),
    };

    private static object Or(object left, object right) => (left, right) switch
    {
        (bool known, _) => known ? true : right,
        (_, bool known) => known ? true : left,
        _ => new ScalarCondition.Or((ScalarCondition)left, (ScalarCondition)right),
    };

    private object Matches(IPatternOperation pattern, object value) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation constant => Arithmetic(pattern, BinaryOperatorKind.Equals, value, Evaluate(constant.Value, [])),
        IRelationalPatternOperation relational => Arithmetic(pattern, relational.OperatorKind, value, Evaluate(relational.Value, [])),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => And(Matches(both.LeftPattern, value), Matches(both.RightPattern, value)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Or(Matches(either.LeftPattern, value), Matches(either.RightPattern, value)),
        INegatedPatternOperation negated => Matches(negated.Pattern, value) is bool known ? !known : new ScalarCondition.Not((ScalarCondition)Matches(negated.Pattern, value)),
        _ => throw Unsupported(pattern, Text(pattern), "this pattern is not supported in a differentiable method"),
    };

    private UndecidedInteger SignOf(Expression x)
    {
        var zero = _pool.Number(0);
        return new UndecidedInteger(
            new ScalarCondition.Compares(Comparison.Less, zero, x), 1, new UndecidedInteger(new ScalarCondition.Compares(Comparison.Less, x, zero), -1, 0));
    }

    private object Invoke(IInvocationOperation invocation, Dictionary<ISymbol, object> variables)
    {
        var method = invocation.TargetMethod;
        var arguments = new object[method.Parameters.Length];
        foreach (var argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = Evaluate(argument.Value, variables);
        }

        if (arguments.All(static argument => argument is Expression or int or long or UndecidedInteger)
            && ScalarFunctions.Call(method, _pool, arguments.Select(argument => Real(argument, invocation)).ToArray()) is { } value)
        {
            // Math.Max(2, 3) is an integer, and so is Math.Sign(x): no division may use them as real numbers.
            return IsReal(method.ReturnType) ? value
                : value.IsNumber(out double number) ? (object)(int)number
                : method.Name == nameof(Math.Sign) ? SignOf(Real(arguments[0], invocation))
                : throw Unsupported(invocation, Text(invocation), "an integer has no derivative");
        }

        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction)
        {
            throw Unsupported(invocation, Text(invocation), "it calls a method of an object");
        }

        var body = _bodyOf(method.OriginalDefinition);
        return body is null || !IsReal(method.ReturnType)
            ? throw Unsupported(invocation, Text(invocation), $"'{method.Name}' has no source here and no known derivative")
            : Call(method.OriginalDefinition, body, arguments, invocation, variables);
    }
}
