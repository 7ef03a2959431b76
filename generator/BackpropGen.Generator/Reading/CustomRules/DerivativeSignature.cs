using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds the method that a method marked <c>[Derivative]</c> is for, and checks that the two fit.</summary>
internal sealed class DerivativeSignature
{
    /// <summary>The attribute that marks a rule.</summary>
    public const string AttributeName = "BackpropGen.DerivativeAttribute";

    private readonly IMethodSymbol _rule;
    private readonly AttributeData _attribute;
    private readonly string _of;
    private readonly int _mode;
    private readonly CancellationToken _cancellation;

    private DerivativeSignature(IMethodSymbol rule, AttributeData attribute, CancellationToken cancellation)
    {
        (_rule, _attribute, _cancellation) = (rule, attribute, cancellation);
        _of = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        _mode = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Mode").Value.Value as int? ?? 0;
    }

    /// <summary>The attribute of a rule; null where a method is none.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    /// <summary>The name of the method that a rule says it is for.</summary>
    public static string NameOf(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    /// <summary>The rule with the method that it is for; null, with a problem, where it fits none.</summary>
    public static DerivativeRule? Match(IMethodSymbol rule, AttributeData attribute, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation)
    {
        try
        {
            return new DerivativeSignature(rule, attribute, cancellation).Match();
        }
        catch (ScalarProblem problem)
        {
            report(problem.Kind!, problem.Location, problem.Arguments);
            return null;
        }
    }

    /// <summary>A problem of the rule as a whole, at what names the method it is for.</summary>
    public static ScalarProblem Refused(IMethodSymbol rule, AttributeData attribute, string why, CancellationToken cancellation) =>
        new(ProblemKinds.InvalidDerivative, ArgumentOf(attribute, 0, cancellation) ?? rule.Locations[0], rule.Name, NameOf(attribute), why);

    private DerivativeRule Match()
    {
        if (!Enum.IsDefined(typeof(DerivativeMode), _mode))
        {
            throw Refused(NamedArgumentOf("Mode"), $"the mode {_mode} is none of Partial, Forward and Reverse");
        }

        IMethodSymbol[] named = [.. _rule.ContainingType.GetMembers(_of).OfType<IMethodSymbol>().Where(static method => method.MethodKind == MethodKind.Ordinary)];
        IMethodSymbol[] candidates = [.. named.Where(IsCandidate)];
        if (candidates.Length == 0)
        {
            throw Refused(ArgumentOf(_attribute, 0, _cancellation), named.Length == 0
                ? $"'{_rule.ContainingType.Name}' has no method of that name: the derivative stands beside its method, in the same type"
                : $"'{_of}' is not a static method, without type parameters, from float or double numbers to one number of the same type");
        }

        var mode = (DerivativeMode)_mode;
        IMethodSymbol[] fitting = [.. candidates.Where(candidate => TakesWhatFits(candidate, mode))];
        if (fitting.Length != 1)
        {
            throw WrongParameters(candidates, mode);
        }

        var target = fitting[0];
        if (!_rule.IsStatic || _rule.IsGenericMethod)
        {
            throw Refused(_rule.Locations[0], Expected(target, mode));
        }

        return GivesWhatFits(target, mode) ? new(_rule, target, mode) : throw Refused(Declaration?.ReturnType.GetLocation(), Expected(target, mode));
    }

    private MethodDeclarationSyntax? Declaration => _rule.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) as MethodDeclarationSyntax;

    private static bool IsCandidate(IMethodSymbol method) => method.IsStatic && !method.IsGenericMethod && !method.ContainingType.IsGenericType && !method.IsAsync
        && !method.ReturnsByRef && !method.ReturnsByRefReadonly && ScalarReader.IsReal(method.ReturnType) && !method.Parameters.IsEmpty
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && parameter.Type.SpecialType == method.ReturnType.SpecialType);

    private bool TakesWhatFits(IMethodSymbol target, DerivativeMode mode) => _rule.Parameters.Length == CountOf(target, mode)
        && _rule.Parameters.All(parameter => parameter.RefKind == RefKind.None && parameter.Type.SpecialType == target.ReturnType.SpecialType);

    private bool GivesWhatFits(IMethodSymbol target, DerivativeMode mode)
    {
        var real = target.ReturnType.SpecialType;
        return !_rule.ReturnsByRef && !_rule.ReturnsByRefReadonly && (mode == DerivativeMode.Forward || target.Parameters.Length == 1
            ? _rule.ReturnType.SpecialType == real
            : _rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == target.Parameters.Length
                && tuple.TupleElements.All(element => element.Type.SpecialType == real));
    }

    private static int CountOf(IMethodSymbol target, DerivativeMode mode) => mode switch
    {
        DerivativeMode.Partial => target.Parameters.Length,
        DerivativeMode.Forward => 2 * target.Parameters.Length,
        _ => target.Parameters.Length + 1,
    };

    private ScalarProblem WrongParameters(IMethodSymbol[] candidates, DerivativeMode mode)
    {
        if (candidates.Length > 1)
        {
            string forms = string.Join(", or ", candidates.Select(candidate => $"'{Text(candidate, mode)}'"));
            return Refused(Declaration?.ParameterList.GetLocation(), $"its parameters are those of no overload of '{_of}': it must be {forms}");
        }

        var target = candidates[0];
        var others = Enum.GetValues(typeof(DerivativeMode)).Cast<DerivativeMode>()
            .Where(other => other != mode && TakesWhatFits(target, other) && GivesWhatFits(target, other)).Select(static other => $", or say 'Mode = DerivativeMode.{other}'");
        var wrong = _rule.Parameters.Length != CountOf(target, mode) ? null
            : _rule.Parameters.FirstOrDefault(parameter => parameter.RefKind != RefKind.None || parameter.Type.SpecialType != target.ReturnType.SpecialType);
        return Refused(
            wrong?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation).GetLocation() ?? Declaration?.ParameterList.GetLocation(),
            Expected(target, mode) + others.FirstOrDefault());
    }

    private string Expected(IMethodSymbol target, DerivativeMode mode) => $"it must be '{Text(target, mode)}'";

    /// <summary>The signature that fits, as C#.</summary>
    private string Text(IMethodSymbol target, DerivativeMode mode)
    {
        string real = target.ReturnType.SpecialType == SpecialType.System_Double ? "double" : "float";
        string[] names = [.. target.Parameters.Select(static parameter => parameter.Name)];
        IEnumerable<string> more = mode switch
        {
            DerivativeMode.Forward => names.Select(static name => name + "Tangent"),
            DerivativeMode.Reverse => ["cotangent"],
            _ => [],
        };
        string result = mode == DerivativeMode.Forward || names.Length == 1 ? real
            : $"({string.Join(", ", names.Select(name => $"{real} By{char.ToUpperInvariant(name[0])}{name.Substring(1)}"))})";
        return $"static {result} {_rule.Name}({string.Join(", ", names.Concat(more).Select(name => $"{real} {name}"))})";
    }

    private ScalarProblem Refused(Location? place, string why) => new(ProblemKinds.InvalidDerivative, place ?? _rule.Locations[0], _rule.Name, _of, why);

    private Location? NamedArgumentOf(string name) => Arguments(_attribute, _cancellation)?.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation();

    private static Location? ArgumentOf(AttributeData attribute, int index, CancellationToken cancellation) =>
        Arguments(attribute, cancellation)?.Where(static argument => argument.NameEquals is null).ElementAtOrDefault(index)?.Expression.GetLocation();

    private static IEnumerable<AttributeArgumentSyntax>? Arguments(AttributeData attribute, CancellationToken cancellation) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments;
}
