using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers;

/// <summary>The descriptors of the mistakes that the reader finds, and the list of all. The texts of <c>BPG0xxx</c> are those of the reader's <see cref="ProblemKinds"/>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Definition = "BackpropGen.Definition";
    /// <summary>Where the pages of rules are.</summary>
    internal const string Pages = "https://github.com/backpropgen/backpropgen/blob/main/docs/rules/";

    internal static readonly DiagnosticDescriptor NotPartial = new(
        RuleIdentifiers.NotPartial, ProblemKinds.NotPartial.Title, ProblemKinds.NotPartial.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.NotPartial + ".md");

    internal static readonly DiagnosticDescriptor NoForward = new(
        RuleIdentifiers.NoForward, ProblemKinds.NoForward.Title, ProblemKinds.NoForward.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.NoForward + ".md");

    internal static readonly DiagnosticDescriptor InvalidSignature = new(
        RuleIdentifiers.InvalidSignature, ProblemKinds.InvalidSignature.Title, ProblemKinds.InvalidSignature.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.InvalidSignature + ".md");

    internal static readonly DiagnosticDescriptor NotConstant = new(
        RuleIdentifiers.NotConstant, ProblemKinds.NotConstant.Title, ProblemKinds.NotConstant.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.NotConstant + ".md");

    internal static readonly DiagnosticDescriptor Unsupported = new(
        RuleIdentifiers.Unsupported, ProblemKinds.Unsupported.Title, ProblemKinds.Unsupported.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.Unsupported + ".md");

    internal static readonly DiagnosticDescriptor ShapeMismatch = new(
        RuleIdentifiers.ShapeMismatch, ProblemKinds.ShapeMismatch.Title, ProblemKinds.ShapeMismatch.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.ShapeMismatch + ".md");

    internal static readonly DiagnosticDescriptor InvalidArgument = new(
        RuleIdentifiers.InvalidArgument, ProblemKinds.InvalidArgument.Title, ProblemKinds.InvalidArgument.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.InvalidArgument + ".md");

    internal static readonly DiagnosticDescriptor BudgetExceeded = new(
        RuleIdentifiers.BudgetExceeded, ProblemKinds.BudgetExceeded.Title, ProblemKinds.BudgetExceeded.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.BudgetExceeded + ".md");

    internal static readonly DiagnosticDescriptor DuplicateParameter = new(
        RuleIdentifiers.DuplicateParameter, ProblemKinds.DuplicateParameter.Title, ProblemKinds.DuplicateParameter.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.DuplicateParameter + ".md");

    internal static readonly DiagnosticDescriptor UnusedParameter = new(
        RuleIdentifiers.UnusedParameter, ProblemKinds.UnusedParameter.Title, ProblemKinds.UnusedParameter.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.UnusedParameter + ".md");

    internal static readonly DiagnosticDescriptor IntegerDivision = new(
        RuleIdentifiers.IntegerDivision, ProblemKinds.IntegerDivision.Title, ProblemKinds.IntegerDivision.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.IntegerDivision + ".md");

    internal static readonly DiagnosticDescriptor LabelCount = new(
        RuleIdentifiers.LabelCount, ProblemKinds.LabelCount.Title, ProblemKinds.LabelCount.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.LabelCount + ".md");

    internal static readonly DiagnosticDescriptor NotDifferentiable = new(
        RuleIdentifiers.NotDifferentiable, ProblemKinds.NotDifferentiable.Title, ProblemKinds.NotDifferentiable.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.NotDifferentiable + ".md");

    internal static readonly DiagnosticDescriptor EvaluationFailed = new(
        RuleIdentifiers.EvaluationFailed, ProblemKinds.EvaluationFailed.Title, ProblemKinds.EvaluationFailed.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.EvaluationFailed + ".md");

    internal static readonly DiagnosticDescriptor LossNotScalar = new(
        RuleIdentifiers.LossNotScalar, ProblemKinds.LossNotScalar.Title, ProblemKinds.LossNotScalar.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.LossNotScalar + ".md");

    internal static readonly DiagnosticDescriptor ZeroDerivative = new(
        RuleIdentifiers.ZeroDerivative, ProblemKinds.ZeroDerivative.Title, ProblemKinds.ZeroDerivative.Format, Definition, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.ZeroDerivative + ".md");

    internal static readonly DiagnosticDescriptor InvalidDerivative = new(
        RuleIdentifiers.InvalidDerivative, ProblemKinds.InvalidDerivative.Title, ProblemKinds.InvalidDerivative.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.InvalidDerivative + ".md");

    internal static readonly DiagnosticDescriptor WrongDerivative = new(
        RuleIdentifiers.WrongDerivative, ProblemKinds.WrongDerivative.Title, ProblemKinds.WrongDerivative.Format, Definition, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Pages + RuleIdentifiers.WrongDerivative + ".md");

    private static readonly Dictionary<string, DiagnosticDescriptor> DefinitionRules = new[]
    {
        NotPartial, NoForward, InvalidSignature, NotConstant, Unsupported, ShapeMismatch, InvalidArgument,
        BudgetExceeded, DuplicateParameter, UnusedParameter, IntegerDivision, LabelCount,
        NotDifferentiable, EvaluationFailed, LossNotScalar, ZeroDerivative,
        InvalidDerivative, WrongDerivative,
    }.ToDictionary(static descriptor => descriptor.Id);

    /// <summary>All rules that are more than a mistake of the reader's.</summary>
    internal static IReadOnlyList<AnalyzerRule> Rules { get; } = [.. ModelRules.All, .. OperationRules.All, .. DifferentiableRules.All];

    /// <summary>All descriptors, by identifier; two rules that look at different code may share one.</summary>
    internal static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. DefinitionRules.Values.Concat(Rules.Select(static rule => rule.Descriptor)).Distinct()
            .OrderBy(static descriptor => descriptor.Id, System.StringComparer.Ordinal),
    ];

    /// <summary>The descriptor of a mistake that the reader found.</summary>
    internal static DiagnosticDescriptor Of(ProblemKind kind) => DefinitionRules[kind.Id];
}
