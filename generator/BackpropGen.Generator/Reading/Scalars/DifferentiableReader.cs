using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads a method marked <c>[Differentiable]</c>. The generator and the analyzers both call it; only the latter listen to problems.</summary>
internal static class DifferentiableReader
{
    /// <summary>The attribute that marks a method.</summary>
    public const string AttributeName = "BackpropGen.DifferentiableAttribute";

    /// <summary>Reads a method; null where it, or the type around it, has a mistake.</summary>
    public static DifferentiableMethod? Read(IMethodSymbol method, Compilation compilation, Action<Problem>? report, CancellationToken cancellation)
    {
        var problems = new ProblemLog(report);
        var type = TypeIdentityReader.Read(method.ContainingType, problems, cancellation);
        if (method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error)
        {
            return null;
        }

        var sources = ScalarSources.Of(compilation, cancellation);
        void Report(ProblemKind kind, Location place, object[] arguments) => problems.Report(kind, place, arguments);
        var read = sources.RuleOf(method) is { } ruled ? OfRule(method, ruled) : OfBody(method, compilation, sources, Report, cancellation);
        if (read is not var (signature, computation))
        {
            return null;
        }

        if (DerivativeRules.Of(compilation).FindHidden(computation.Instructions, method.ContainingType, compilation) is { } hidden)
        {
            Report(ProblemKinds.NotDifferentiable, method.Locations[0],
                [method.Name, $"its derivative calls '{hidden.ContainingType.Name}.{hidden.Name}', which cannot be seen here: make it internal or public"]);
            return null;
        }

        var request = DerivativeRequests.Read(method);
        if (report is not null)
        {
            DerivativeRequests.Check(signature, computation.Program is not null, request, Report, cancellation);
        }

        ZeroDerivatives.Report(signature, computation, request, Report);

        return type is null ? null : new DifferentiableMethod(
            type, method.Name, OrdinalOf(method), AccessibilityOf(method), signature.Parameters.Select(static parameter => parameter.Model).ToEquatableArray(),
            signature.ReturnType, signature.Returned, signature.IsDouble, computation.Function, computation.Program, request, TakenBy(method));
    }

    /// <summary>The calls in a method, and in those that it calls, whose value has a kink; none where the method has a mistake.</summary>
    public static IReadOnlyList<KinkSite> Kinks(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var found = new KinkSites();
        var sources = ScalarSources.Of(compilation, cancellation) with { Called = found.Add };
        return sources.RuleOf(method) is null && OfBody(method, compilation, sources, static (_, _, _) => { }, cancellation) is not null ? found.All : [];
    }

    private static (ScalarSignature, ScalarComputation)? OfBody(
        IMethodSymbol method, Compilation compilation, ScalarSources sources, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation) =>
        sources.BodyOf(method) is { } body
        && ScalarLayoutReader.Read(method, compilation, new StructureMakings(compilation, body, sources, cancellation), report) is { } signature
        && ScalarComputation.Read(signature, body, sources, report, cancellation) is { } computation ? (signature, computation) : null;

    /// <summary>A method with a derivative of its own: whatever its body is, it is called.</summary>
    private static (ScalarSignature, ScalarComputation)? OfRule(IMethodSymbol method, RuledMethod ruled)
    {
        if (ruled.Function is not { } function)
        {
            return null;
        }

        bool isDouble = method.ReturnType.SpecialType == SpecialType.System_Double;
        string real = isDouble ? "double" : "float";
        var parameters = method.Parameters.Select(parameter => (parameter, new ScalarParameter(parameter.Name, real, new ScalarLayout.Real(), ParameterDirection.Input)));
        return (new ScalarSignature(method, [.. parameters], real, new ScalarLayout.Real(), isDouble), new ScalarComputation(VectorFunction.Join([ScalarFunction.Of(function)], function.Arity), null));
    }

    // Only names that a derivative could have: another member's edit changes nothing.
    private static EquatableArray<string> TakenBy(IMethodSymbol method) => method.ContainingType.GetMembers()
        .Select(static member => member.Name)
        .Where(name => name.Length > method.Name.Length && name.StartsWith(method.Name, StringComparison.Ordinal))
        .Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray();

    private static int OrdinalOf(IMethodSymbol method) => method.ContainingType.GetMembers().OfType<IMethodSymbol>()
        .Where(other => string.Equals(other.Name, method.Name, StringComparison.OrdinalIgnoreCase))
        .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method)).Count();

    private static string AccessibilityOf(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };
}
