using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Arrays and spans.</summary>
internal sealed partial class ScalarReader
{
    private const int LargestMemory = 65_536;

    /// <summary>The type of an array's or a span's elements; null for any other type.</summary>
    public static ITypeSymbol? MemoryElement(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments.Length: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span => span.TypeArguments[0],
        _ => null,
    };

    private object OfArray(IArrayElementReferenceOperation element)
    {
        var array = Memory(element.ArrayReference);
        return Indexed(array, ElementIndex(array, element), element);
    }

    private object ElementIndex(MemoryValue array, IArrayElementReferenceOperation element) => element.Indices.Length switch
    {
        0 => throw ScalarProblem.OfCompiler(element),
        1 => Evaluate(element.Indices[0]),
        _ => Flat(array, element),
    };

    /// <summary>An element, or a part where the index is a range; an undecided index selects.</summary>
    private object Indexed(object array, object index, IOperation site)
    {
        if (Usable(array, site) is not MemoryValue memory)
        {
            throw Unsupported(site);
        }

        switch (Usable(index, site))
        {
            case RangeValue range:
                int start = Offset(range.Start ?? 0L, memory.Length, memory.Length, site);
                int end = Offset(range.End ?? new FromEnd(0), memory.Length, memory.Length, site);
                return Slice(memory, start, end - start, site, isCopy: site.Type is IArrayTypeSymbol);
            case KeptInteger kept:
                return KeptElement(memory, kept.Value, site);
            case UndecidedInteger undecided:
                return undecided.Select(one => memory[Offset(one, memory.Length, memory.Length - 1, site)].Value);
            default:
                return memory[Offset(index, memory.Length, memory.Length - 1, site)].Value;
        }
    }

    private Place Element(MemoryValue memory, object index, IOperation site, bool writes)
    {
        if (writes && memory.IsConstant)
        {
            throw ScalarProblem.At(site, "it is a side effect: this memory is an argument or a constant table, and a differentiable method changes only its own variables and results");
        }

        if (index is KeptInteger kept)
        {
            return writes ? KeptResult(memory, kept.Value, site) : throw new KeptRefusal();
        }

        Place At(object known) => new(memory[Offset(known, memory.Length, memory.Length - 1, site)]);
        return Usable(index, site) is UndecidedInteger undecided
            ? new Place(new ChosenCell([.. undecided.Cases.Select(one => (At(one.Value), one.Condition))]))
            : At(index);
    }

    private static int Offset(object index, int length, int last, IOperation site)
    {
        long offset = index is FromEnd fromEnd ? length - fromEnd.Value : Integer(index, site);
        return offset >= 0 && offset <= last ? (int)offset
            : throw ScalarProblem.At(site, FormattableString.Invariant($"the index {offset} is outside of its {length} elements"));
    }

    /// <summary>Where an element of an array of several axes lies: the last axis varies fastest.</summary>
    private object Flat(MemoryValue array, IArrayElementReferenceOperation element)
    {
        if (array.Lengths.IsDefault || array.Lengths.Length != element.Indices.Length)
        {
            throw Unsupported(element);
        }

        long offset = 0;
        for (int i = 0; i < array.Lengths.Length; i++)
        {
            offset = (offset * array.Lengths[i]) + Offset(Evaluate(element.Indices[i]), array.Lengths[i], array.Lengths[i] - 1, element);
        }

        return offset;
    }

    private MemoryValue Slice(MemoryValue memory, int start, int length, IOperation site, bool isCopy = false)
    {
        if (start < 0 || length < 0 || start + length > memory.Length)
        {
            throw ScalarProblem.At(site, FormattableString.Invariant($"{length} elements from {start} on are outside of its {memory.Length} elements"));
        }

        var slice = memory.Slice(start, length);
        return isCopy ? Copy(slice) : slice;
    }

    private MemoryValue Copy(MemoryValue memory) => NewMemory(Elements(memory));

    private static IEnumerable<object> Elements(MemoryValue memory) => Enumerable.Range(0, memory.Length).Select(i => memory[i].Value);

    private MemoryValue NewMemory(IEnumerable<object> values, bool isConstant = false) => new([.. values.Select(_journal.NewCell)], isConstant);

    private object Create(IArrayCreationOperation creation)
    {
        var element = ((IArrayTypeSymbol)creation.Type!).ElementType;
        ImmutableArray<int> lengths = [.. creation.DimensionSizes.Select(size => Length(Evaluate(size), size))];
        if (lengths.Aggregate(1L, static (all, length) => Math.Min(all * length, int.MaxValue)) is > LargestMemory)
        {
            throw TooMuch(creation, FormattableString.Invariant($"{LargestMemory} elements of one array"));
        }

        int count = lengths.Aggregate(1, static (all, length) => all * length);
        var values = creation.Initializer is { } initializer
            ? Elements(initializer, element).ToList()
            : [.. Enumerable.Range(0, count).Select(_ => Default(element, creation))];
        return NewMemory(values) with { Lengths = lengths.Length > 1 ? lengths : default };
    }

    private static int Length(object value, IOperation site) => Integer(value, site) is >= 0 and <= LargestMemory and var length
        ? (int)length : throw ScalarProblem.At(site, FormattableString.Invariant($"an array here has from 0 to {LargestMemory} elements"));

    private IEnumerable<object> Elements(IArrayInitializerOperation initializer, ITypeSymbol element) => initializer.ElementValues.SelectMany(value =>
        value is IArrayInitializerOperation inner ? Elements(inner, element) : [AsElement(Usable(Evaluate(value), value), element, value)]);

    /// <summary>A value as it lies in memory of a type: an integer in an array of reals is a real.</summary>
    private object AsElement(object value, ITypeSymbol element, IOperation site) => IsReal(_frame.Resolve(element)) ? Real(value, site) : value;

    private MemoryValue Create(ICollectionExpressionOperation collection)
    {
        if (MemoryElement(collection.Type) is not { } element)
        {
            throw Unsupported(collection);
        }

        var values = new List<object>();
        foreach (var one in collection.Elements)
        {
            if (one is ISpreadOperation spread)
            {
                values.AddRange(Elements(Usable(Evaluate(spread.Operand), spread) as MemoryValue ?? throw Unsupported(one)));
            }
            else
            {
                values.Add(AsElement(Usable(Evaluate(one), one), element, one));
            }
        }

        return NewMemory(values, isConstant: collection.Type!.Name == "ReadOnlySpan");
    }

    /// <summary>Memory of the stack, an operation that the compiler has no type for.</summary>
    private object? StackAllocation(IOperation operation)
    {
        if (operation.Syntax is not (Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax
            or Microsoft.CodeAnalysis.CSharp.Syntax.ImplicitStackAllocArrayCreationExpressionSyntax))
        {
            return null;
        }

        var children = operation.ChildOperations.ToList();
        var element = MemoryElement(operation.Type) ?? (operation.Type as IPointerTypeSymbol)?.PointedAtType ?? throw Unsupported(operation);
        return children.OfType<IArrayInitializerOperation>().FirstOrDefault() is { } initializer ? NewMemory(Elements(initializer, element))
            : children.Count == 1 ? NewMemory(Enumerable.Range(0, Length(Evaluate(children[0]), children[0])).Select(_ => Default(element, operation)))
            : NewMemory(children.Skip(1).Select(child => AsElement(Usable(Evaluate(child), child), element, child)));
    }
}
