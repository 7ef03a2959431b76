using System;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG2008 where a model with <c>[WeightDecay]</c> gets a trainer with <c>AdamW</c>, which decays by itself.</summary>
internal sealed class RepeatedDecayByOptimizerRule : OperationRule
{
    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => RepeatedDecayRule.Rule;

    /// <inheritdoc/>
    internal override void Check(IOperation operation, AnalyzerConfigOptions options, Action<Diagnostic> report)
    {
        if (operation is IObjectCreationOperation { Type: INamedTypeSymbol { TypeArguments.Length: 2 } type, Initializer: { } initializer }
            && KnownTypes.Is(type, "Trainer")
            && ModelOptions.Find(type.TypeArguments[0], "WeightDecayAttribute") is { ConstructorArguments.Length: 1 } decayed
            && decayed.ConstructorArguments[0].Value is double and > 0 and var lambda
            && initializer.Initializers.Select(OptimizerOf).FirstOrDefault(static value => value is not null) is { } optimizer
            && DecayOf(optimizer) is > 0 and var decay)
        {
            report(Diagnostic.Create(
                RepeatedDecayRule.Rule,
                optimizer.Syntax.GetLocation(),
                type.TypeArguments[0].Name,
                lambda.ToString(CultureInfo.InvariantCulture),
                $"AdamW decays by {decay.ToString(CultureInfo.InvariantCulture)} of its own"));
        }
    }

    private static IObjectCreationOperation? OptimizerOf(IOperation operation)
    {
        if (operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Optimizer" }, Value: var value })
        {
            return null;
        }

        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IObjectCreationOperation creation && KnownTypes.Is(creation.Type, "AdamW") ? creation : null;
    }

    /// <summary>The optimizer's decay, given or by default; 0 where it is not known.</summary>
    private static double DecayOf(IObjectCreationOperation optimizer) =>
        optimizer.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "weightDecay")?.Value.ConstantValue
            is { HasValue: true, Value: double decay } ? decay : 0;
}
