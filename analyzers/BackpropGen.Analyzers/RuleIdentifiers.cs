namespace BackpropGen.Analyzers;

/// <summary>The identifiers of all rules: <c>BPG0xxx</c> for definitions that cannot be compiled, <c>BPG1xxx</c> for the
/// flow of gradients, <c>BPG2xxx</c> for mistakes of modelling, <c>BPG3xxx</c> for information. An identifier is never
/// given to another rule.</summary>
internal static class RuleIdentifiers
{
    internal const string NotPartial = "BPG0001";
    internal const string NoForward = "BPG0002";
    internal const string InvalidSignature = "BPG0003";
    internal const string NotConstant = "BPG0004";
    internal const string Unsupported = "BPG0005";
    internal const string ShapeMismatch = "BPG0006";
    internal const string InvalidArgument = "BPG0007";
    internal const string BudgetExceeded = "BPG0008";
    internal const string DuplicateParameter = "BPG0009";
    internal const string UnusedParameter = "BPG0010";
    internal const string IntegerDivision = "BPG0011";
    internal const string LabelCount = "BPG0012";
    internal const string NotDifferentiable = "BPG0013";
    internal const string EvaluationFailed = "BPG0014";
    internal const string LossNotScalar = "BPG0015";
    internal const string ZeroDerivative = "BPG0016";
    internal const string InvalidDerivative = "BPG0017";
    internal const string WrongDerivative = "BPG0018";

    internal const string SaturatingStack = "BPG1001";
    internal const string VanishingGradient = "BPG1002";
    internal const string ExplodingGradient = "BPG1003";
    internal const string InitializerMismatch = "BPG1004";
    internal const string SymmetricWeights = "BPG1005";
    internal const string RecurrentHorizon = "BPG1006";
    internal const string RecurrenceWithoutClipping = "BPG1008";
    internal const string NarrowReluStack = "BPG1009";
    internal const string DeepBatchNorm = "BPG1010";
    internal const string PlainDepth = "BPG1011";
    internal const string UnscaledResidualStack = "BPG1012";
    internal const string PostNormTransformer = "BPG1013";
    internal const string SigmoidInHiddenLayer = "BPG1014";
    internal const string DeadStart = "BPG1015";

    internal const string MissingNonlinearity = "BPG2001";
    internal const string RedundantActivation = "BPG2002";
    internal const string RepeatedSoftmax = "BPG2003";
    internal const string SquaredLossOfProbability = "BPG2004";
    internal const string BiasBeforeNormalization = "BPG2005";
    internal const string IneffectiveLimit = "BPG2007";
    internal const string RepeatedDecay = "BPG2008";
    internal const string LearningRate = "BPG2009";
    internal const string WideningStack = "BPG2010";
    internal const string Kink = "BPG2012";

    internal const string LayerInformation = "BPG3001";
}
