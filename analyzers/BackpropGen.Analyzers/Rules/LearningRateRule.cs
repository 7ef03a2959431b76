using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG2009: a constant learning rate with which the optimizer can hardly train. A rate of 0 is left alone: schedules begin with it.</summary>
internal sealed class LearningRateRule : OperationRule
{
    // Adam's step is about the rate itself for every weight, whatever the gradient; 0.1 moves a weight of Glorot's
    // initializer through its whole range at once. Plain descent is scaled by the gradient, so far larger rates are sound.
    private static readonly RuleOption MaximumOfAdam = RuleOption.Number(RuleIdentifiers.LearningRate, "max_adam", 0.1);
    private static readonly RuleOption MaximumOfSgd = RuleOption.Number(RuleIdentifiers.LearningRate, "max_sgd", 10);

    // Below the distance between 1 and the next float, 1.2e-7, most updates of a weight round to nothing.
    private static readonly RuleOption Minimum = RuleOption.Number(RuleIdentifiers.LearningRate, "min", 1e-7);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.LearningRate,
        "A learning rate is outside the usual limits of its optimizer",
        "The learning rate of '{0}' is {1}, {2} the limit {3}: {4}",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "With too large a rate the loss diverges; with too small a rate the weights do not move.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.LearningRate + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumOfAdam, MaximumOfSgd, Minimum];

    /// <inheritdoc/>
    internal override void Check(IOperation operation, AnalyzerConfigOptions options, Action<Diagnostic> report)
    {
        if (RateOf(operation) is not ({ } optimizer, { ConstantValue: { HasValue: true, Value: double rate } } value)
            || MaximumOf(optimizer) is not { } maximumOption)
        {
            return;
        }

        double maximum = maximumOption.Read(options), minimum = Minimum.Read(options);
        if (rate > maximum)
        {
            report(Describe(optimizer, value, "above", maximum, "the loss is likely to diverge; begin near " + Usual(optimizer)));
        }
        else if (rate > 0 && rate < minimum)
        {
            report(Describe(optimizer, value, "below", minimum, "the weights will hardly move; begin near " + Usual(optimizer)));
        }
    }

    /// <summary>The optimizer and its rate where one is made, or its rate is set.</summary>
    private static (ITypeSymbol? Optimizer, IOperation? Rate) RateOf(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => (creation.Type, creation.Arguments
            .FirstOrDefault(static argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "learningRate" })?.Value),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "LearningRate" } property } assignment =>
            (property.Instance?.Type, assignment.Value),
        _ => (null, null),
    };

    private static RuleOption? MaximumOf(ITypeSymbol optimizer) =>
        KnownTypes.Is(optimizer, "Adam") || KnownTypes.Is(optimizer, "AdamW") ? MaximumOfAdam
        : KnownTypes.Is(optimizer, "Sgd") ? MaximumOfSgd
        : null;

    private static string Usual(ITypeSymbol optimizer) => KnownTypes.Is(optimizer, "Sgd") ? "0.01" : "0.001";

    private static Diagnostic Describe(ITypeSymbol optimizer, IOperation value, string side, double limit, string remedy) => Diagnostic.Create(
        Rule, value.Syntax.GetLocation(), optimizer.Name, Text((double)value.ConstantValue.Value!), side, Text(limit), remedy);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
