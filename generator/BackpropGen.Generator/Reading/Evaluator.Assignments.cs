using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Assignments. What a value makes is named by the variable that receives it.</summary>
internal sealed partial class Evaluator
{
    private object? Assign(ISimpleAssignmentOperation operation, Scope scope)
    {
        if (operation.IsRef)
        {
            return Unsupported(operation, "A reference");
        }

        return AssignTo(operation.Target, EvaluateFor(operation.Target, operation.Value, scope), scope);
    }

    /// <summary>Evaluates a value that a target will receive, at the target's path.</summary>
    private object? EvaluateFor(IOperation target, IOperation value, Scope scope) => EvaluateAt(PathOf(target, scope), value, scope);

    /// <summary>The path of what is assigned to a target.</summary>
    private string PathOf(IOperation target, Scope scope)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return Named(scope, local.Local);
            case IParameterReferenceOperation parameter:
                return Named(scope, parameter.Parameter);
            case IFieldReferenceOperation field:
                return NameOf(field.Field);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element when Evaluate(element.Indices[0], scope) is int index:
                return LoweringContext.Join(PathOf(element.ArrayReference, scope), Format(index));
            case IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } list } element when Evaluate(element.Arguments[0].Value, scope) is int index:
                return LoweringContext.Join(PathOf(list, scope), Format(index));
            default:
                return _path;
        }
    }

    private string Named(Scope scope, ISymbol variable)
    {
        string path = LoweringContext.Join(scope.Activation.Path, NameOf(variable));
        NotePlace(path, variable);
        return path;
    }

    /// <summary>Stores a value; it is the expression's value too.</summary>
    private object? AssignTo(IOperation target, object? value, Scope scope)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Name(value, local.Local);
                scope.Set(local.Local, value);
                return value;
            case IParameterReferenceOperation parameter:
                Name(value, parameter.Parameter);
                scope.Set(parameter.Parameter, value);
                return value;
            case IDiscardOperation:
                return value;
            case IDeclarationExpressionOperation declaration:
                return AssignTo(declaration.Expression, value, scope);
            case ITupleOperation tuple:
                return AssignElements(tuple, value, scope);
            case IArrayElementReferenceOperation element:
                return AssignElement(element, value, scope);
            case IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } indexer when KnownTypes.IsList(indexer.Property.ContainingType):
                return Evaluate(instance, scope) is List<object?> list && Evaluate(indexer.Arguments[0].Value, scope) is int index
                    ? list[index] = value
                    : Poison;
            case IInvalidOperation:
                problems.Break();
                return Poison;
            default:
                return Unsupported(target, "An assignment to this");
        }
    }

    private object? AssignElements(ITupleOperation target, object? value, Scope scope)
    {
        var items = (value as TupleValue)?.Items;
        for (int i = 0; i < target.Elements.Length; i++)
        {
            AssignTo(target.Elements[i], items is not null && items.Length == target.Elements.Length ? items[i] : Poison, scope);
        }

        return items is null ? Missing(target, value) : value;
    }

    private object? AssignElement(IArrayElementReferenceOperation target, object? value, Scope scope)
    {
        object? array = Evaluate(target.ArrayReference, scope);
        if (target.Indices.Length != 1 || array is not object?[] items)
        {
            return target.Indices.Length == 1 ? Missing(target, array) : Unsupported(target, "An array of several axes");
        }

        object? index = Evaluate(target.Indices[0], scope);
        if (ToIndex(index, items.Length) is not { } position)
        {
            return Missing(target, index);
        }

        if (position < 0 || position >= items.Length)
        {
            return OutOfRange(target, position, items.Length);
        }

        return items[position] = value;
    }

    private object? AssignCompound(ICompoundAssignmentOperation operation, Scope scope)
    {
        object? left = Evaluate(operation.Target, scope), right = EvaluateFor(operation.Target, operation.Value, scope);
        if (IsPoison(left) || IsPoison(right))
        {
            return AssignTo(operation.Target, Poison, scope);
        }

        if (left is not null && operation.InConversion is { IsNumeric: true } && Promoted(left, right) is { } type)
        {
            left = ConvertTo(operation, left, type, null);
        }
        else if (operation.InConversion.IsUserDefined)
        {
            left = ConvertTo(operation, left, operation.Target.Type, operation.InConversion.MethodSymbol);
        }

        object? result = Combine(operation, operation.OperatorKind, operation.OperatorMethod, left, right);
        return AssignTo(operation.Target, IsPoison(result) ? Poison : ConvertTo(operation, result, operation.Target.Type, null), scope);
    }

    /// <summary>The type that a compound assignment computes in: that of the right operand.</summary>
    private ITypeSymbol? Promoted(object left, object? right) => right switch
    {
        _ when left.GetType() == right?.GetType() => null,
        double => compilation.GetSpecialType(SpecialType.System_Double),
        float => compilation.GetSpecialType(SpecialType.System_Single),
        decimal => compilation.GetSpecialType(SpecialType.System_Decimal),
        ulong => compilation.GetSpecialType(SpecialType.System_UInt64),
        long => compilation.GetSpecialType(SpecialType.System_Int64),
        uint => compilation.GetSpecialType(SpecialType.System_UInt32),
        int => compilation.GetSpecialType(SpecialType.System_Int32),
        _ => null,
    };

    private object? Increment(IIncrementOrDecrementOperation operation, Scope scope)
    {
        object? before = Evaluate(operation.Target, scope);
        if (before is null || !Numbers.IsNumber(before))
        {
            return Missing(operation, before);
        }

        var type = operation.Target.Type!.SpecialType;
        bool isInteger = type is not (SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal);
        object wide = isInteger ? Numbers.ConvertTo(before, SpecialType.System_Int64)! : before;
        object one = isInteger ? 1L : Numbers.ConvertTo(1, type)!;
        var kind = operation.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        object? after = AssignTo(operation.Target, Numbers.ConvertTo(Numbers.Binary(kind, wide, one, false)!, type), scope);
        return operation.IsPostfix ? before : after;
    }

    /// <summary>Assigns the elements of a tuple; where it is written out, each element belongs to its own variable.</summary>
    private object? Deconstruct(IOperation target, IOperation value, Scope scope)
    {
        var targets = Unwrap(target) as ITupleOperation;
        if (targets is null || Unwrap(value) is not ITupleOperation values || values.Elements.Length != targets.Elements.Length)
        {
            return AssignTo(target, Evaluate(value, scope), scope);
        }

        object?[] items = values.Elements.Select((element, i) => EvaluateFor(Unwrap(targets.Elements[i]), element, scope)).ToArray();
        return AssignTo(targets, new TupleValue(items), scope);
    }

    private static IOperation Unwrap(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Unwrap(conversion.Operand),
        IParenthesizedOperation parenthesized => Unwrap(parenthesized.Operand),
        IDeclarationExpressionOperation declaration => Unwrap(declaration.Expression),
        _ => operation,
    };

    /// <summary>Keeps the definition's name for a computed node.</summary>
    private void Name(object? value, ISymbol variable)
    {
        if (value is TensorValue { Node: var node }
            && context.Graph[node].Primitive is not (Input or Parameter or State or Constant)
            && !context.Graph.TryGetNumber(node, out _))
        {
            context.Graph.SetName(node, variable.Name);
        }
    }
}
