using System.Linq;
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
}
