using System.Collections.Generic;

namespace BackpropGen.Analyzers.Rules;

/// <summary>All rules about models, in the order in which they run: one that explains a cause comes before those that
/// would only report its consequences.</summary>
internal static class ModelRules
{
    internal static IReadOnlyList<ModelRule> All { get; } =
    [
        new SaturatingStackRule(),
        new MissingNonlinearityRule(),
        new RedundantActivationRule(),
        new RepeatedSoftmaxRule(),
        new SymmetricWeightsRule(),
        new DeadStartRule(),
        new RecurrentHorizonRule(),
        new VanishingGradientRule(),
        new DeepBatchNormRule(),
        new UnscaledResidualStackRule(),
        new ExplodingGradientRule(),
        new InitializerMismatchRule(),
        new RecurrenceWithoutClippingRule(),
        new NarrowReluStackRule(),
        new PostNormTransformerRule(),
        new SigmoidInHiddenLayerRule(),
        new PlainDepthRule(),
        new SquaredLossOfProbabilityRule(),
        new BiasBeforeNormalizationRule(),
        new IneffectiveLimitRule(),
        new RepeatedDecayRule(),
        new WideningStackRule(),
        new LayerInformationRule(),
    ];
}
