using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>The derivatives that a compilation gives for methods of its own, each read once for all that call the method.</summary>
internal sealed class DerivativeRules
{
    private static readonly ConditionalWeakTable<Compilation, DerivativeRules> Known = new();

    private static readonly SymbolDisplayFormat Name = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType).WithParameterOptions(SymbolDisplayParameterOptions.None)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly object _gate = new();
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<DerivativeRule>> _rules = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, RuledMethod?> _methods = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CustomFunction, IMethodSymbol> _origins = [];

    /// <summary>The rules of a compilation; they go with it.</summary>
    public static DerivativeRules Of(Compilation compilation) => Known.GetValue(compilation, static _ => new DerivativeRules());

    /// <summary>What stands for a method that has a derivative of its own; null for any other.</summary>
    public RuledMethod? Find(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, IsStatic: true, ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type }
            || !ScalarReader.IsReal(method.ReturnType))
        {
            return null;
        }

        lock (_gate)
        {
            if (!_methods.TryGetValue(method, out var ruled))
            {
                ruled = Read(method, type, compilation, cancellation);
                if (ruled?.Function is null)
                {
                    _methods[method] = ruled;
                }
            }

            return ruled;
        }
    }

    /// <summary>A method that the derivatives of a function call, and that code within a type or assembly cannot; null where it can call all.</summary>
    public IMethodSymbol? FindHidden(IEnumerable<Instruction> steps, ISymbol within, Compilation compilation)
    {
        lock (_gate)
        {
            return CustomFunction.CalledBy(steps).Select(function => _origins.TryGetValue(function, out var method) ? method : null)
                .FirstOrDefault(method => method is not null && !IsVisible(method, within, compilation));
        }
    }

    /// <summary>Reports what is wrong with a rule: its signature, what it computes, and whether that is the derivative.</summary>
    public static void Check(IMethodSymbol rule, Compilation compilation, Action<Problem> report, CancellationToken cancellation)
    {
        var problems = new ProblemLog(report);
        void Report(ProblemKind kind, Location place, object[] arguments) => problems.Report(kind, place, arguments);
        void ReportOwn(IMethodSymbol at, ProblemKind kind, Location place, object[] arguments)
        {
            if (SymbolEqualityComparer.Default.Equals(at, rule))
            {
                Report(kind, place, arguments);
            }
        }

        var match = Matches(rule.ContainingType, ReportOwn, cancellation).FirstOrDefault(match => SymbolEqualityComparer.Default.Equals(match.Method, rule));
        var sources = ScalarSources.Of(compilation, cancellation);
        if (match is not null && ReadRule(match, compilation, sources, Report, cancellation) is { } derivative
            && ReadValue(match.Target, compilation, sources, cancellation) is { } value
            && DerivativeVerification.Find(value, derivative, match.Mode, cancellation) is { } mistake)
        {
            Report(ProblemKinds.WrongDerivative, rule.Locations[0], Describe(mistake, match));
        }
    }

    /// <summary>What the message says of a mistake: which derivative, where, what it is and what the rule gives.</summary>
    private static object[] Describe(DerivativeMistake mistake, DerivativeRule rule)
    {
        string[] names = [.. rule.Target.Parameters.Select(static parameter => parameter.Name)];
        string by = mistake.Argument >= 0 ? $"by '{names[mistake.Argument]}'" : "along the tangents";
        string more = mistake.Seeds.IsEmpty ? ""
            : rule.Mode == DerivativeMode.Reverse ? $" for the cotangent {Text(mistake.Seeds[0])}"
            : " " + string.Join(", ", names.Zip(mistake.Seeds, static (name, tangent) => $"{name}Tangent = {Text(tangent)}"));
        return
        [
            rule.Target.Name, by + more, string.Join(", ", names.Zip(mistake.Point, static (name, value) => $"{name} = {Text(value)}")),
            Text(mistake.Expected), rule.Method.Name, Text(mistake.Given),
        ];
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Whether generated code in a type, or anywhere in an assembly, can call a method.</summary>
    public static bool IsVisible(IMethodSymbol method, ISymbol within, Compilation compilation)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
            {
                return false;
            }
        }

        return compilation.IsSymbolAccessibleWithin(method, within);
    }

    private RuledMethod? Read(IMethodSymbol method, INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        bool isNamed = type.GetMembers().OfType<IMethodSymbol>().Any(member => DerivativeSignature.AttributeOf(member) is { } attribute && DerivativeSignature.NameOf(attribute) == method.Name);
        if (!isNamed)
        {
            return null;
        }

        if (!_rules.TryGetValue(type, out var rules))
        {
            _rules.Add(type, rules = Matches(type, static (_, _, _, _) => { }, cancellation));
        }

        if (rules.FirstOrDefault(rule => SymbolEqualityComparer.Default.Equals(rule.Target, method)) is not { } rule)
        {
            return rules.Any(rule => rule.Target.Name == method.Name) ? null : new RuledMethod(null);
        }

        // What the rule calls may call the method: it is known before the rule is read.
        var custom = new CustomRule();
        var function = CustomFunction.Create(method.ToDisplayString(Name), method.Name, method.Parameters.Length, method.ReturnType.SpecialType == SpecialType.System_Double, custom);
        bool isRead = false;
        var ruled = new RuledMethod(function);
        _methods.Add(method, ruled);
        _origins.Add(function, method);
        try
        {
            var sources = ScalarSources.Of(compilation, cancellation);
            if (ReadRule(rule, compilation, sources, static (_, _, _) => { }, cancellation) is { } derivative)
            {
                custom.Fill(Partials(derivative, rule), ReadBody(method, compilation, sources with { RuleOf = static _ => null }, cancellation));
                isRead = true;
            }
        }
        finally
        {
            if (!isRead)
            {
                // A rule that was read meanwhile may call this one: it is read again when it is needed.
                _methods.Clear();
                _origins.Clear();
            }
        }

        return isRead ? ruled : new RuledMethod(null);
    }

    private static ImmutableArray<DerivativeRule> Matches(
        INamedTypeSymbol type, Action<IMethodSymbol, ProblemKind, Location, object[]> report, CancellationToken cancellation)
    {
        var found = new List<DerivativeRule>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (DerivativeSignature.AttributeOf(method) is not { } attribute
                || DerivativeSignature.Match(method, attribute, (kind, place, arguments) => report(method, kind, place, arguments), cancellation) is not { } rule)
            {
                continue;
            }

            if (found.FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.Target, rule.Target)) is { } first)
            {
                var problem = DerivativeSignature.Refused(method, attribute, $"'{first.Method.Name}' is its derivative already: a method has one", cancellation);
                report(method, problem.Kind!, problem.Location, problem.Arguments);
                continue;
            }

            found.Add(rule);
        }

        return [.. found];
    }

    /// <summary>What a rule computes of its arguments, in their order.</summary>
    private static VectorFunction? ReadRule(
        DerivativeRule rule, Compilation compilation, ScalarSources sources, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation) =>
        sources.BodyOf(rule.Method) is { } body
        && ScalarLayoutReader.Read(rule.Method, compilation, new StructureMakings(compilation, body, sources, cancellation), report) is { } signature
            ? ScalarReader.Read(signature, body, sources, report, cancellation)
            : null;

    /// <summary>What a method computes: with nothing left to call, or else in terms of the methods that have derivatives of their own.</summary>
    private static ScalarFunction? ReadValue(IMethodSymbol method, Compilation compilation, ScalarSources sources, CancellationToken cancellation) =>
        ReadBody(method, compilation, sources with { RuleOf = static _ => null }, cancellation)
        ?? ReadBody(method, compilation, sources with { RuleOf = called => SymbolEqualityComparer.Default.Equals(called, method) ? null : sources.RuleOf(called) }, cancellation);

    private static ScalarFunction? ReadBody(IMethodSymbol method, Compilation compilation, ScalarSources sources, CancellationToken cancellation) =>
        sources.BodyOf(method) is { } body ? ScalarReader.Read(method, body, sources, static (_, _, _) => { }, cancellation) : null;

    private static ImmutableArray<ScalarFunction> Partials(VectorFunction derivative, DerivativeRule rule) =>
        [.. Enumerable.Range(0, rule.Target.Parameters.Length).Select(i => DerivativeVerification.Partial(derivative, rule.Mode, rule.Target.Parameters.Length, i))];
}
