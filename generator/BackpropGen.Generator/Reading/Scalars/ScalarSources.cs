using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>What a scalar method may use of the code around it.</summary>
/// <param name="BodyOf">The body of a method, accessor or operator; null where it has no source in the compilation.</param>
/// <param name="InitializerOf">The initializer of a field or property; null where it has none, or no source.</param>
/// <param name="Captured">The value of a variable around a lambda, boxed; null where there is none.</param>
internal sealed record ScalarSources(Func<IMethodSymbol, IOperation?> BodyOf, Func<ISymbol, IOperation?> InitializerOf, Func<ISymbol, object?> Captured)
{
    /// <summary>What stands for a method that has a derivative of its own; null for any other.</summary>
    public Func<IMethodSymbol, RuledMethod?> RuleOf { get; init; } = static _ => null;

    /// <summary>Told of each function of mathematics that is read: the call, its arguments and its value; null where nobody asks.</summary>
    public Action<IInvocationOperation, object[], object>? Called { get; init; }

    /// <summary>The sources of a compilation, for a method that stands by itself.</summary>
    public static ScalarSources Of(Compilation compilation, CancellationToken cancellation)
    {
        var operations = OperationCache.Of(compilation);
        return new(
            method => operations.Body(compilation, method, cancellation),
            member => operations.Initializer(compilation, member, cancellation),
            static _ => null)
        {
            RuleOf = method => DerivativeRules.Of(compilation).Find(method, compilation, cancellation),
        };
    }
}
