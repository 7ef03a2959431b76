using System.Collections.Generic;

namespace BackpropGen.Analyzers.Rules;

/// <summary>All rules about the code that trains a model.</summary>
internal static class OperationRules
{
    internal static IReadOnlyList<OperationRule> All { get; } =
    [
        new LearningRateRule(),
        new RepeatedDecayByOptimizerRule(),
    ];
}
