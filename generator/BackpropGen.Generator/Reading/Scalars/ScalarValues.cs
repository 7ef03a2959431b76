using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

// The values of a scalar method while it is read, beside Expression for real numbers, boxed long for integers, boxed bool,
// ScalarCondition and UndecidedInteger for what a real condition decides, FromEnd and RangeValue.

/// <summary>A structure or a tuple.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Values">Its fields, in the order of the <see cref="StructureShape"/>.</param>
internal sealed record StructureValue(INamedTypeSymbol Type, ImmutableArray<object> Values)
{
    /// <summary>A copy with one field changed.</summary>
    public StructureValue With(int field, object value) => this with { Values = Values.SetItem(field, value) };
}

/// <summary>An array or a span: a window on cells.</summary>
/// <param name="Cells">All cells.</param>
/// <param name="Start">The first of the window.</param>
/// <param name="Length">The number of elements.</param>
/// <param name="Lengths">The lengths of the axes of an array of several; else default.</param>
/// <param name="IsConstant">Whether nothing ever writes to it: a table.</param>
internal sealed record MemoryValue(Cell[] Cells, int Start, int Length, ImmutableArray<int> Lengths, bool IsConstant)
{
    public MemoryValue(Cell[] cells, bool isConstant = false)
        : this(cells, 0, cells.Length, default, isConstant)
    {
    }

    /// <summary>An element.</summary>
    public Cell this[int index] => Cells[Start + index];

    /// <summary>A part of it.</summary>
    public MemoryValue Slice(int start, int length) => this with { Start = Start + start, Length = length, Lengths = default };
}

/// <summary>A reference to a place: what a <c>ref</c> variable holds.</summary>
internal sealed record ReferenceValue(Place Place);

/// <summary>A lambda, a local function or a method as a value.</summary>
/// <param name="Method">The method, or the lambda's symbol.</param>
/// <param name="Body">The body of a lambda; null where it is found by the symbol.</param>
/// <param name="Around">The variables it sees.</param>
/// <param name="Self">The structure it is a method of.</param>
internal sealed record FunctionValue(IMethodSymbol Method, IOperation? Body, Frame? Around, Place? Self);

/// <summary>What has no value: a variable that is not assigned, the result of <c>void</c>.</summary>
internal sealed class Unassigned
{
    public static readonly Unassigned Instance = new();

    private Unassigned()
    {
    }
}

/// <summary>The value of an expression that throws.</summary>
internal sealed class Thrown
{
    public static readonly Thrown Instance = new();

    private Thrown()
    {
    }
}

/// <summary>A value that two sides of a real condition leave too different to be one. It is a mistake only where it is used.</summary>
/// <param name="Reason">Why it cannot be used.</param>
internal sealed record Irreconcilable(string Reason);
