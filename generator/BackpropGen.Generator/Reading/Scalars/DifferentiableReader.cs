using System;
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
        var location = method.Locations.FirstOrDefault() ?? Location.None;
        var type = TypeIdentityReader.Read(method.ContainingType, problems, cancellation);
        if (method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (Refusal(method) is { } reason)
        {
            problems.Report(ProblemKinds.NotDifferentiable, location, method.Name, reason);
            return null;
        }

        var operations = OperationCache.Of(compilation);
        if (operations.Body(compilation, method, cancellation) is not { } body)
        {
            return null;
        }

        var function = ScalarReader.Read(
            method, body, called => operations.Body(compilation, called, cancellation), static _ => null,
            (kind, place, arguments) => problems.Report(kind, place, arguments), cancellation);
        return function is null || type is null ? null : new DifferentiableMethod(
            type, method.Name, OrdinalOf(method), AccessibilityOf(method), method.Parameters.Select(ParameterOf).ToEquatableArray(),
            method.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), new ScalarLayout.Real(),
            method.ReturnType.SpecialType == SpecialType.System_Double, VectorFunction.Join([function], function.Arity), RequestOf(method), TakenBy(method));
    }

    private static ScalarParameter ParameterOf(IParameterSymbol parameter) => new(
        parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), new ScalarLayout.Real(), ParameterDirection.Input);

    private static DerivativeRequest RequestOf(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);
        var kinds = attribute?.ConstructorArguments.FirstOrDefault().Value is int value ? (Derivatives)value : Derivatives.First;
        int order = attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "Order").Value.Value as int? ?? 1;
        var by = attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "By").Value;
        return new DerivativeRequest(
            kinds, order, by is { IsNull: false, Kind: TypedConstantKind.Array } ? by.Value.Values.Select(static name => name.Value as string ?? "").ToEquatableArray() : []);
    }

    /// <summary>Why a signature is not that of a real function; null where it is.</summary>
    private static string? Refusal(IMethodSymbol method)
    {
        if (!method.IsStatic || method.IsGenericMethod)
        {
            return "it must be static and not generic";
        }

        return method.Parameters.IsEmpty || !ScalarReader.IsReal(method.ReturnType)
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(parameter.Type, method.ReturnType))
            ? "its parameters and its result must all be float, or all be double"
            : null;
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
