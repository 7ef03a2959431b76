using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Methods of .NET that are understood: on arrays and spans, and guards of arguments.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>A method of arrays or spans; null where it is none.</summary>
    private object? OfMemory(IInvocationOperation invocation, object? self, object[] values)
    {
        var method = invocation.TargetMethod;
        string container = method.ContainingType.ToDisplayString();
        if (container == "System.Linq.Enumerable")
        {
            return OfSequence(invocation, values);
        }

        if (self is null && container is "System.MemoryExtensions" or "System.Array" && values.Length > 0)
        {
            (self, values) = (values[0], [.. values.Skip(1)]);
        }

        return self is MemoryValue memory && (method.ContainingType.TypeKind == TypeKind.Array || MemoryElement(method.ContainingType) is not null
            || container is "System.MemoryExtensions" or "System.Array" or "System.ReadOnlySpan" or "System.Span")
            ? OfMemory(invocation, memory, values) : null;
    }

    private object? OfMemory(IInvocationOperation invocation, MemoryValue memory, object[] values)
    {
        int At(int index) => (int)Integer(values[index], invocation);
        switch (invocation.TargetMethod.Name, values.Length)
        {
            case ("AsSpan", 0):
                return memory;
            case ("AsSpan" or "Slice", 1) when values[0] is RangeValue:
                return Indexed(memory, values[0], invocation);
            case ("AsSpan" or "Slice", 1):
                return Slice(memory, At(0), memory.Length - At(0), invocation);
            case ("AsSpan" or "Slice", 2):
                return Slice(memory, At(0), At(1), invocation);
            case ("ToArray" or "Clone", 0):
                return Copy(memory) with { Lengths = memory.Lengths };
            case ("GetLength", 1) when !memory.Lengths.IsDefault:
                return (long)memory.Lengths[At(0)];
            case ("GetLength", 1):
                return (long)memory.Length;
            case ("Clear", 0):
                return Overwrite(memory, Enumerable.Repeat(Default(ElementOf(invocation), invocation), memory.Length).ToArray(), invocation);
            case ("Fill", 1):
                object filling = AsElement(Usable(values[0], invocation), ElementOf(invocation), invocation);
                return Overwrite(memory, Enumerable.Repeat(filling, memory.Length).ToArray(), invocation);
            case ("CopyTo", 1) when values[0] is MemoryValue target && target.Length >= memory.Length:
                return Overwrite(target.Slice(0, memory.Length), Elements(memory).ToArray(), invocation);
            case ("Reverse", 0):
                return Overwrite(memory, Elements(memory).Reverse().ToArray(), invocation);
            case ("Copy", 2) when values[0] is MemoryValue target:
                return Overwrite(Slice(target, 0, At(1), invocation), Elements(Slice(memory, 0, At(1), invocation)).ToArray(), invocation);
            default:
                return null;
        }
    }

    private static ITypeSymbol ElementOf(IInvocationOperation invocation) =>
        MemoryElement(invocation.Instance?.Type ?? BeforeConversion(invocation.Arguments[0].Value).Type) ?? throw Unsupported(invocation);

    private static IOperation BeforeConversion(IOperation operation) => operation is IConversionOperation conversion ? conversion.Operand : operation;

    private Unassigned Overwrite(MemoryValue memory, object[] values, IOperation site)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Element(memory, (long)i, site, writes: true).Write(_journal, values[i]);
        }

        return Unassigned.Instance;
    }

    private MemoryValue? OfSequence(IInvocationOperation invocation, object[] values) => (invocation.TargetMethod.Name, values.FirstOrDefault()) switch
    {
        ("Range", _) when values.Length == 2 && Integer(values[0], invocation) is var start && Length(values[1], invocation) is var count =>
            NewMemory(Enumerable.Range(0, count).Select(i => (object)(start + i)), isConstant: true),
        ("Reverse", MemoryValue memory) => NewMemory(Elements(memory).Reverse(), isConstant: true),
        ("ToArray", MemoryValue memory) => Copy(memory),
        _ => null,
    };

    /// <summary><c>ArgumentNullException.ThrowIfNull(x)</c>, <c>ArgumentOutOfRangeException.ThrowIfNegative(x)</c> and its like; null where a call is none.</summary>
    private object? Guard(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod is { Name: "ThrowIfNull", ContainingType.Name: "ArgumentNullException" })
        {
            Memory(BeforeConversion(invocation.Arguments[0].Value));
            return Unassigned.Instance;
        }

        if (invocation.TargetMethod is not { IsStatic: true } method || method.ContainingType.Name != "ArgumentOutOfRangeException")
        {
            return null;
        }

        object Value(int index) => Usable(Evaluate(invocation.Arguments[index].Value), invocation);
        object Compares(BinaryOperatorKind kind, object right) => Arithmetic(invocation, kind, Value(0), right, false);
        object fails = method.Name switch
        {
            "ThrowIfNegative" => Compares(BinaryOperatorKind.LessThan, 0L),
            "ThrowIfNegativeOrZero" => Compares(BinaryOperatorKind.LessThanOrEqual, 0L),
            "ThrowIfZero" => Compares(BinaryOperatorKind.Equals, 0L),
            "ThrowIfLessThan" => Compares(BinaryOperatorKind.LessThan, Value(1)),
            "ThrowIfLessThanOrEqual" => Compares(BinaryOperatorKind.LessThanOrEqual, Value(1)),
            "ThrowIfGreaterThan" => Compares(BinaryOperatorKind.GreaterThan, Value(1)),
            "ThrowIfGreaterThanOrEqual" => Compares(BinaryOperatorKind.GreaterThanOrEqual, Value(1)),
            "ThrowIfEqual" => Compares(BinaryOperatorKind.Equals, Value(1)),
            "ThrowIfNotEqual" => Compares(BinaryOperatorKind.NotEquals, Value(1)),
            _ => throw Unsupported(invocation),
        };
        Choose(fails, () => Throw(invocation), static () => Unassigned.Instance);
        return Unassigned.Instance;
    }
}
