using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Expressions, by kind.</summary>
internal sealed partial class Evaluator
{
    private object? EvaluateKind(IOperation operation, Scope scope)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return scope.TryGet(local.Local, out object? value) ? value : Poison;
            case IParameterReferenceOperation parameter:
                return scope.TryGet(parameter.Parameter, out value)
                    ? value
                    : NotConstant(operation, $"the constructor's parameter '{parameter.Parameter.Name}'");
            case IInvocationOperation invocation:
                return Call(invocation, scope);
            case IConversionOperation conversion:
                return Convert(conversion, scope);
            case IBinaryOperation binary:
                return EvaluateBinary(binary, scope);
            case IUnaryOperation unary:
                return EvaluateUnary(unary, scope);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, scope);
            case IInstanceReferenceOperation:
                return Marker.Model;
            case IFieldReferenceOperation field:
                return EvaluateField(field, scope);
            case IPropertyReferenceOperation property:
                return EvaluateProperty(property, scope);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, scope);
            case ICompoundAssignmentOperation compound:
                return AssignCompound(compound, scope);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment, scope);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, deconstruction.Value, scope);
            case ICoalesceAssignmentOperation coalesce:
                return Evaluate(coalesce.Target, scope) ?? AssignTo(coalesce.Target, EvaluateFor(coalesce.Target, coalesce.Value, scope), scope);
            case IConditionalOperation conditional:
                return Condition(conditional.Condition, scope) is not { } condition ? Poison
                    : conditional.WhenFalse is null ? Poison
                    : Evaluate(condition ? conditional.WhenTrue : conditional.WhenFalse, scope);
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value, scope) ?? Evaluate(coalesce.WhenNull, scope);
            case ISwitchExpressionOperation choice:
                return EvaluateSwitch(choice, scope);
            case IIsPatternOperation pattern:
                return EvaluateIsPattern(pattern, scope);
            case IIsTypeOperation isType:
                value = Evaluate(isType.ValueOperand, scope);
                return IsPoison(value) ? Poison : HasType(value, isType.TypeOperand) != isType.IsNegated;
            case IDelegateCreationOperation creation:
                return CreateDelegate(creation, scope);
            case IAnonymousFunctionOperation function:
                return new ClosureValue(_path, function.Symbol, function.Body, scope, operation, this);
            case IMethodReferenceOperation reference:
                return CreateDelegate(reference, scope);
            default:
                return EvaluateAggregate(operation, scope);
        }
    }

    private object? EvaluateAggregate(IOperation operation, Scope scope)
    {
        switch (operation)
        {
            case ITupleOperation tuple:
                return EvaluateTuple(tuple, scope, null);
            case IArrayCreationOperation array:
                return CreateArray(array, scope);
            case IArrayInitializerOperation initializer:
                return EvaluateElements(initializer.ElementValues, scope, 0).ToArray();
            case ICollectionExpressionOperation collection:
                return EvaluateCollection(collection, scope, 0);
            case IArrayElementReferenceOperation element:
                return EvaluateElement(element, scope);
            case IImplicitIndexerReferenceOperation indexer:
                return EvaluateImplicitIndexer(indexer, scope);
            case IRangeOperation range:
                return EvaluateRange(range, scope);
            case IObjectCreationOperation creation:
                return CreateObject(creation, scope);
            case IDefaultValueOperation:
                return Numbers.Default(operation.Type);
            case IInterpolatedStringOperation text:
                return EvaluateInterpolation(text, scope);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression, scope);
            case IThrowOperation @throw:
                return Throw(@throw, scope);
            case IConditionalAccessOperation access:
                return EvaluateConditionalAccess(access, scope);
            case IConditionalAccessInstanceOperation:
                return _receivers.Count > 0 ? _receivers.Peek() : Poison;
            case IInvalidOperation or IDiscardOperation:
                problems.Break();
                return Poison;
            case IAwaitOperation:
                return Unsupported(operation, "await");
            default:
                return Unsupported(operation, "This expression");
        }
    }

    /// <summary>The truth of a condition, or null where it has none (that is reported then).</summary>
    private bool? Condition(IOperation operation, Scope scope)
    {
        object? value = Evaluate(operation, scope);
        if (value is bool condition)
        {
            return condition;
        }

        if (!IsPoison(value))
        {
            NotConstant(operation, "a tensor");
        }

        return null;
    }

    private object? EvaluateConstant(IOperation operation)
    {
        object? value = operation.ConstantValue.Value;
        return operation is IBinaryOperation or IConversionOperation or IUnaryOperation && FindTruncation(operation) is { } division
            ? Truncated(value, division)
            : value;
    }

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
            return Lower(operation, OperatorName(kind), ("left", left), ("right", right));
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
            return Lower(operation, "negate", ("x", operand));
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

    private object? EvaluateInterpolation(IInterpolatedStringOperation operation, Scope scope)
    {
        var text = new StringBuilder();
        foreach (var part in operation.Parts)
        {
            object? value = part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text, scope),
                IInterpolationOperation { FormatString: null, Alignment: null } hole => Evaluate(hole.Expression, scope),
                _ => Unsupported(part, "A format"),
            };
            if (IsPoison(value))
            {
                return Poison;
            }

            text.Append(Format(value));
        }

        return Text(operation, text.ToString());
    }

    private object? EvaluateConditionalAccess(IConditionalAccessOperation operation, Scope scope)
    {
        object? receiver = Evaluate(operation.Operation, scope);
        if (receiver is null || IsPoison(receiver))
        {
            return receiver;
        }

        _receivers.Push(receiver);
        try
        {
            return Evaluate(operation.WhenNotNull, scope);
        }
        finally
        {
            _receivers.Pop();
        }
    }

    private object? Throw(IThrowOperation operation, Scope scope)
    {
        var creation = operation.Exception is IConversionOperation conversion ? conversion.Operand : operation.Exception;
        var first = (creation as IObjectCreationOperation)?.Arguments.FirstOrDefault();
        object? message = first?.Value.Type?.SpecialType == SpecialType.System_String ? Evaluate(first.Value, scope) : null;
        return Report(
            ProblemKinds.EvaluationFailed, operation, TextOf(operation), message as string ?? "it throws an exception");
    }

    private object? Text(IOperation operation, string text) =>
        text.Length <= CharacterBudget ? text : throw Abort(operation, $"{CharacterBudget} characters");

    private static string Format(object? value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string OperatorName(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        _ => kind.ToString(),
    };
}
