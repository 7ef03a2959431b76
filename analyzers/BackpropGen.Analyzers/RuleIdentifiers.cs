namespace BackpropGen.Analyzers;

/// <summary>The identifiers of all rules: <c>BPG0xxx</c> for definitions that cannot be compiled, <c>BPG1xxx</c> for the
/// flow of gradients. An identifier is never given to another rule.</summary>
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

    internal const string SaturatingStack = "BPG1001";
}
