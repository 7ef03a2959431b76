using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>A method that is called again with the same arguments is not read again: a recursion over subsets, like a determinant by
/// cofactors, takes as long as it has different subsets, not orders.</summary>
internal sealed partial class ScalarReader
{
    private readonly Dictionary<KnownCall, object> _known = [];

    /// <summary>The call, where its value depends on nothing but numbers and memory that is never written; else null.</summary>
    private static KnownCall? Known(IMethodSymbol method, Place[] arguments, Place? self) =>
        self is null && method is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false, ContainingType.IsGenericType: false }
            && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
            && arguments.All(static argument => argument.Value is Expression or long or bool or MemoryValue { IsConstant: true })
            ? new KnownCall(method, [.. arguments.Select(static argument => argument.Value)])
            : null;

    /// <summary>Reads a call, unless its value is known from an earlier one.</summary>
    private object Once(KnownCall call, Func<object> read)
    {
        if (_known.TryGetValue(call, out object value))
        {
            return value;
        }

        int births = _journal.Births, position = _journal.Position;
        value = read();

        // What it leaves in memory beside its value would be left by the next call too.
        if (value is Expression or long or bool && _journal.WritesSince(position).Keys.All(cell => cell.Birth >= births))
        {
            _known[call] = value;
        }

        return value;
    }

    /// <summary>A method and its arguments.</summary>
    private sealed class KnownCall(IMethodSymbol method, object[] arguments) : IEquatable<KnownCall>
    {
        private readonly IMethodSymbol _method = method;
        private readonly object[] _arguments = arguments;

        public bool Equals(KnownCall? other) => other is not null
            && SymbolEqualityComparer.Default.Equals(_method, other._method) && _arguments.SequenceEqual(other._arguments);

        public override bool Equals(object? obj) => Equals(obj as KnownCall);

        public override int GetHashCode() => _arguments.Aggregate(
            SymbolEqualityComparer.Default.GetHashCode(_method), static (hash, argument) => unchecked((hash * 31) + argument.GetHashCode()));
    }
}
