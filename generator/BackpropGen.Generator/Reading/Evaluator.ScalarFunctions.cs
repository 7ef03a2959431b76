using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>The scalar functions that are mapped over tensors.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Reads a delegate over real numbers as an expression; the model's precision decides between a method's overloads.</summary>
    private object? ToScalarFunction(IOperation operation, object? value)
    {
        if (value is not ClosureValue closure)
        {
            return Missing(operation, value);
        }

        var method = closure.Body is null ? InPrecision(closure.Method.OriginalDefinition) : closure.Method;
        if (closure.Body is null && DerivativeRules.Of(compilation).Find(method, compilation, cancellation) is { } ruled)
        {
            return OfRule(operation, ruled);
        }

        if (closure.Body is null && method.DeclaringSyntaxReferences.IsEmpty)
        {
            return OfLibrary(operation, method);
        }

        if ((closure.Body ?? _operations.Body(compilation, method, cancellation)) is not { } body)
        {
            return Report(ProblemKinds.NotDifferentiable, operation, TextOf(operation), "it has no source in this compilation");
        }

        var sources = new ScalarSources(
            called => closure.Scope is not null && closure.Scope.TryGetFunction(called, out var local, out _)
                ? local
                : _operations.Body(compilation, called, cancellation),
            member => _operations.Initializer(compilation, member, cancellation),
            variable => Captured(closure, variable))
        {
            RuleOf = called => DerivativeRules.Of(compilation).Find(called, compilation, cancellation),
        };
        var function = ScalarReader.Read(method, body, sources, (kind, location, arguments) => problems.Report(kind, location, arguments), cancellation);
        if (function is null)
        {
            problems.Break();
            return Poison;
        }

        return Callable(operation, function);
    }

    /// <summary>A method with a derivative of its own; a mistake in that is reported there.</summary>
    private object? OfRule(IOperation operation, RuledMethod ruled)
    {
        if (ruled.Function is null)
        {
            problems.Break();
            return Poison;
        }

        return Callable(operation, ScalarFunction.Of(ruled.Function));
    }

    /// <summary>A function whose generated code can call what it must: that code stands beside the model, not in the type of the method called.</summary>
    private object? Callable(IOperation operation, ScalarFunction function) =>
        DerivativeRules.Of(compilation).FindHidden(function.Instructions, compilation.Assembly, compilation) is { } hidden
            ? Report(ProblemKinds.NotDifferentiable, operation, TextOf(operation), $"the model calls '{hidden.Name}', which has a derivative of its own, but cannot see it: make it internal or public")
            : function;

    /// <summary>A variable around a lambda, or a field that a function reads.</summary>
    private object? Captured(ClosureValue closure, ISymbol variable)
    {
        if (closure.Scope is not null && closure.Scope.TryGet(variable, out object? value))
        {
            return IsPoison(value) ? null : value;
        }

        return variable is IFieldSymbol or IPropertySymbol && MemberValue(closure.Site, variable) is { } member && !IsPoison(member) ? member : null;
    }

    private object? OfLibrary(IOperation operation, IMethodSymbol method)
    {
        bool isKnown = true;
        var function = ScalarFunction.Create(method.Parameters.Length, (pool, arguments) =>
        {
            var result = ScalarFunctions.Call(method, pool, arguments);
            isKnown = result is not null;
            return result ?? pool.Number(0);
        });
        return isKnown ? function : Report(ProblemKinds.NotDifferentiable, operation, TextOf(operation), "it has no source in this compilation");
    }

    /// <summary>The overload in the model's precision, or the method itself where there is none.</summary>
    private IMethodSymbol InPrecision(IMethodSymbol method)
    {
        var real = isDouble ? SpecialType.System_Double : SpecialType.System_Single;
        return method.ContainingType?.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate =>
            candidate.Parameters.Length == method.Parameters.Length
            && candidate.ReturnType.SpecialType == real
            && candidate.IsStatic == method.IsStatic
            && candidate.Parameters.All(parameter => parameter.Type.SpecialType == real)) ?? method;
    }
}
