using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Tuples, arrays and lists. What an element makes carries the element's name or index.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Evaluates a tuple; its elements are named as the type that receives it names them, or as it does itself.</summary>
    private TupleValue EvaluateTuple(ITupleOperation operation, Scope scope, ITypeSymbol? receiver) =>
        new(operation.Elements.Select((element, i) => EvaluateAt(
            LoweringContext.Join(_path, ElementName(receiver, i) ?? ElementName(operation.Type, i) ?? ElementName(operation.NaturalType, i) ?? Format(i)),
            element,
            scope)).ToArray());

    private static string? ElementName(ITypeSymbol? type, int index) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple && index < tuple.TupleElements.Length && tuple.TupleElements[index].IsExplicitlyNamedTupleElement
            ? NameOf(tuple.TupleElements[index])
            : null;

    private object? CreateArray(IArrayCreationOperation operation, Scope scope)
    {
        if (operation.DimensionSizes.Length != 1)
        {
            return Unsupported(operation, "An array of several axes");
        }

        if (operation.Initializer is { } initializer)
        {
            return EvaluateElements(initializer.ElementValues, scope, 0).ToArray();
        }

        object? size = Evaluate(operation.DimensionSizes[0], scope);
        if (size is null || !Numbers.IsNumber(size))
        {
            return Missing(operation, size);
        }

        long length = (long)Numbers.ConvertTo(size, SpecialType.System_Int64)!;
        if (length < 0)
        {
            return Report(ProblemKinds.EvaluationFailed, operation, TextOf(operation), $"an array cannot have {Format(length)} elements");
        }

        RequireElements(operation, length);
        object? value = Numbers.Default(((IArrayTypeSymbol)operation.Type!).ElementType);
        return Enumerable.Repeat(value, (int)length).ToArray();
    }

    /// <summary>Evaluates elements in turn, a spread giving several.</summary>
    /// <param name="offset">The index of the first element in the collection that it becomes part of.</param>
    private List<object?> EvaluateElements(IEnumerable<IOperation> elements, Scope scope, int offset)
    {
        var items = new List<object?>();
        foreach (var element in elements)
        {
            if (element is ISpreadOperation spread)
            {
                object? spreaded = EvaluateFrom(spread.Operand, scope, offset + items.Count);
                items.AddRange(ItemsOf(spread, spreaded).Select(item => ConvertElement(element, item, spread.ElementType ?? element.Type!)));
            }
            else
            {
                items.Add(EvaluateAt(LoweringContext.Join(_path, Format(offset + items.Count)), element, scope));
            }
        }

        return items;
    }

    /// <summary>Evaluates what is spread; what it makes is numbered from an offset.</summary>
    private object? EvaluateFrom(IOperation operation, Scope scope, int offset) => Unwrap(operation) switch
    {
        ICollectionExpressionOperation collection => EvaluateCollection(collection, scope, offset),
        IArrayCreationOperation { Initializer: { } initializer } => EvaluateElements(initializer.ElementValues, scope, offset).ToArray(),
        IInvocationOperation { TargetMethod.Name: "Repeat" } repeat when KnownTypes.IsLayers(repeat.TargetMethod.ContainingType) =>
            Repeat(repeat, scope, offset),
        _ => Evaluate(operation, scope),
    };

    private object? EvaluateCollection(ICollectionExpressionOperation operation, Scope scope, int offset)
    {
        var items = EvaluateElements(operation.Elements, scope, offset);
        return KnownTypes.IsList(operation.Type) ? items : items.ToArray();
    }

    /// <summary>The elements of an array, list or range of numbers; none for poison, and none with a problem for anything else.</summary>
    private IReadOnlyList<object?> ItemsOf(IOperation operation, object? value)
    {
        switch (value)
        {
            case object?[] array:
                return array;
            case List<object?> list:
                return list.ToArray();
            case string text:
                return text.Select(static character => (object?)character).ToArray();
            default:
                Missing(operation, value);
                return [Poison];
        }
    }

    private object? EvaluateElement(IArrayElementReferenceOperation operation, Scope scope)
    {
        object? array = Evaluate(operation.ArrayReference, scope);
        if (operation.Indices.Length != 1)
        {
            return Unsupported(operation, "An array of several axes");
        }

        object? index = Evaluate(operation.Indices[0], scope);
        return array is object?[] items ? ElementAt(operation, items, index) : Missing(operation, array);
    }

    private object? EvaluateImplicitIndexer(IImplicitIndexerReferenceOperation operation, Scope scope)
    {
        object? instance = Evaluate(operation.Instance, scope), argument = Evaluate(operation.Argument, scope);
        return instance is List<object?> list ? ElementAt(operation, list, argument) : Missing(operation, instance);
    }

    private object? ElementAt(IOperation operation, IList<object?> items, object? index)
    {
        if (index is RangeValue range && ToIndex(range.Start ?? 0, items.Count) is { } start && ToIndex(range.End ?? items.Count, items.Count) is { } end)
        {
            return start >= 0 && start <= end && end <= items.Count
                ? items.Skip(start).Take(end - start).ToArray()
                : OutOfRange(operation, start < 0 || start > items.Count ? start : end, items.Count);
        }

        return ToIndex(index, items.Count) is not { } position ? Missing(operation, index)
            : position >= 0 && position < items.Count ? items[position]
            : OutOfRange(operation, position, items.Count);
    }

    private object? OutOfRange(IOperation operation, int index, int length) => Report(
        ProblemKinds.EvaluationFailed, operation, TextOf(operation),
        $"the index {Format(index)} is outside of an array of {Format(length)} elements");

    private static int? ToIndex(object? index, int length) => index switch
    {
        FromEnd fromEnd => length - fromEnd.Value,
        null => null,
        _ when Numbers.IsNumber(index) => checked((int)(long)Numbers.ConvertTo(index, SpecialType.System_Int64)!),
        _ => null,
    };

    private object? EvaluateRange(IRangeOperation operation, Scope scope)
    {
        object? start = operation.LeftOperand is { } left ? Evaluate(left, scope) : null;
        object? end = operation.RightOperand is { } right ? Evaluate(right, scope) : null;
        return IsPoison(start) || IsPoison(end) ? Poison : new RangeValue(start, end);
    }

    private object? CreateObject(IObjectCreationOperation operation, Scope scope)
    {
        if (KnownTypes.IsList(operation.Type) && operation.Arguments.Length <= 1)
        {
            object? argument = operation.Arguments.Length == 1 ? Evaluate(operation.Arguments[0].Value, scope) : 0;
            var items = argument is int ? [] : ItemsOf(operation, argument).ToList();
            if (operation.Initializer is not null)
            {
                items.AddRange(EvaluateElements(
                    operation.Initializer.Initializers.OfType<IInvocationOperation>().Select(static add => add.Arguments[0].Value), scope, items.Count));
            }

            return items;
        }

        if (operation.Type is INamedTypeSymbol { IsTupleType: true } or { TypeKind: TypeKind.Struct } && operation.Arguments.IsEmpty)
        {
            return Numbers.Default(operation.Type);
        }

        if (KnownTypes.IsSystem(operation.Type, "Index") && Evaluate(operation.Arguments[0].Value, scope) is int index)
        {
            return operation.Arguments.Length > 1 && Evaluate(operation.Arguments[1].Value, scope) is true ? new FromEnd(index) : index;
        }

        return Unsupported(operation, $"An object of type {operation.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
    }
}
