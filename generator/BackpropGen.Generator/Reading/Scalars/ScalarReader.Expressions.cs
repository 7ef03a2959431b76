using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Expressions.</summary>
internal sealed partial class ScalarReader
{
    private object Evaluate(IOperation operation)
    {
        Step(operation);
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && operation.Type?.TypeKind != TypeKind.TypeParameter)
        {
            return Known(constant, operation);
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IParameterReferenceOperation or ILocalReferenceOperation or IInstanceReferenceOperation or IDeclarationExpressionOperation
                or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return ReadPlace(operation);
            case IFieldReferenceOperation field:
                return Field(field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation binary:
                return Binary(binary);
            case ITupleBinaryOperation comparison:
                return Compare(comparison);
            case IConditionalOperation conditional:
                return Choose(Evaluate(conditional.Condition), () => Evaluate(conditional.WhenTrue), () => Evaluate(conditional.WhenFalse!));
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                return Assign(compound);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case ISwitchExpressionOperation choice:
                return Switch(choice);
            case IIsPatternOperation test:
                return Matches(test.Pattern, Evaluate(test.Value)).Value;
            case ICoalesceOperation coalesce when Usable(Evaluate(coalesce.Value), coalesce.Value) is MemoryValue present:
                return present;
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IThrowOperation exception:
                return Throw(exception);
            case IDefaultValueOperation or ITupleOperation or IObjectCreationOperation or IWithOperation or IArrayCreationOperation
                or ICollectionExpressionOperation or IRangeOperation:
                return Create(operation);
            case IDelegateCreationOperation { Target: { } target }:
                return Evaluate(target);
            case IAnonymousFunctionOperation lambda:
                return new FunctionValue(lambda.Symbol, lambda.Body, _frame.Captured(), null);
            case IMethodReferenceOperation reference:
                return Reference(reference);
            case IInvalidOperation:
                throw ScalarProblem.OfCompiler(operation);
            default:
                return StackAllocation(operation) ?? throw Unsupported(operation);
        }
    }

    private object Known(object constant, IOperation site) => constant switch
    {
        float number => _pool.Number(number),
        double number => _pool.Number(number),
        decimal number => _pool.Number((double)number),
        bool => constant,
        ulong number when number > long.MaxValue => throw ScalarProblem.At(site, "it is too large for the integers that are computed while compiling"),
        byte or sbyte or short or ushort or int or uint or long or ulong => System.Convert.ToInt64(constant, CultureInfo.InvariantCulture),
        string or char => throw ScalarProblem.At(site, "text has no place in a derivative"),
        _ => constant as MemoryValue ?? throw ScalarProblem.At(site, "its value is not a number"),
    };

    /// <summary>One of two expressions. A real condition reads both, and merges what they write.</summary>
    private object Choose(object condition, Func<object> holds, Func<object> fails)
    {
        if (condition is bool known)
        {
            return known ? holds() : fails();
        }

        if (condition is Thrown)
        {
            return condition;
        }

        if (Decided((ScalarCondition)condition) is { } implied)
        {
            return implied ? holds() : fails();
        }

        int position = _journal.Position, births = _journal.Births;
        var decided = (ScalarCondition)condition;
        object first = Apart(decided, holds, position, out var firstWrites), second = Apart(ScalarCondition.Not(decided), fails, position, out var secondWrites);
        _journal.Write(Alternatives.Choose(decided, firstWrites, secondWrites, births, keepsNew: true));
        return Alternatives.Choose(decided, first, second);
    }

    private object Apart(ScalarCondition guard, Func<object> side, int position, out Dictionary<Cell, object> writes)
    {
        _undecided++;
        _guards.Add(guard);
        object value = side();
        _guards.RemoveAt(_guards.Count - 1);
        _undecided--;
        writes = _journal.WritesSince(position);
        _journal.Rollback(position);
        return value;
    }

    private object Convert(IConversionOperation conversion)
    {
        var method = conversion.OperatorMethod;
        var target = _frame.Resolve(conversion.Type);
        object value = Evaluate(conversion.Operand);
        if (method is not null && value is not MemoryValue && !method.DeclaringSyntaxReferences.IsEmpty)
        {
            return Call(method, [NewPlace(value)], conversion);
        }

        if (IsReal(target))
        {
            return Real(value, conversion.Operand);
        }

        bool isInteger = IsInteger(target);
        return Usable(value, conversion.Operand) switch
        {
            Expression => throw ScalarProblem.At(conversion, "an integer has no derivative: compute with real numbers, or make it a constant"),
            long number when isInteger => Fit(number, target!, conversion, conversion.IsChecked),
            UndecidedInteger integer when isInteger => UndecidedInteger.Combine(integer, 0L, (one, _) => Fit(one, target!, conversion, conversion.IsChecked)),
            long number when target?.Name == "Index" => number,
            long or UndecidedInteger when target?.TypeKind is not (TypeKind.Enum or TypeKind.TypeParameter) => throw Unsupported(conversion),
            var other => other,
        };
    }

    /// <summary>Whether a condition holds, where one around it says so: behind <c>x &lt; 0</c>, <c>-x &lt; 0</c> does not. So a method may call
    /// itself for the mirrored argument.</summary>
    private bool? Decided(ScalarCondition condition)
    {
        for (int i = _guards.Count - 1; i >= Math.Max(0, _guards.Count - GuardsAsked); i--)
        {
            foreach (var part in _guards[i].Parts)
            {
                if (part.Decides(condition) is { } known)
                {
                    return known;
                }
            }
        }

        return null;
    }

    // Conditions further out are not asked: a long chain of them would be asked again by each.
    private const int GuardsAsked = 8;

    /// <summary>Runs a throw. Behind a real condition the function has no value there; else it never has one.</summary>
    private object Throw(IOperation exception)
    {
        if (_undecided == 0)
        {
            throw ScalarProblem.At(exception, "it is thrown whatever the arguments are");
        }

        _journal.Write(_thrown, true);
        return Thrown.Instance;
    }

    /// <summary>The number of real conditions that decide whether what is read now runs at all.</summary>
    private int _undecided;

    /// <summary>The real conditions that hold where what is read now runs, as far as they lie around it.</summary>
    private readonly List<ScalarCondition> _guards = [];
}
