using System.Collections.Immutable;

namespace BackpropGen.Generator.Problems;

/// <summary>Every mistake that reading a definition can find, as data. Analyzers report them; the generator is silent.</summary>
internal static class ProblemKinds
{
    public static readonly ProblemKind NotPartial = new("BPG0001", "A model or layer holder must be partial",
        "'{0}' must be declared partial, so that its generated members can be added");

    public static readonly ProblemKind NoForward = new("BPG0002", "A model needs a Forward method",
        "Model '{0}' has no method 'Forward' that takes and returns tensors");

    public static readonly ProblemKind InvalidSignature = new("BPG0003", "A definition's signature is not understood",
        "'{0}': {1}");

    public static readonly ProblemKind NotConstant = new("BPG0004", "A value must be known at compile time",
        "'{0}' must be known when the definition is compiled, but it depends on {1}");

    public static readonly ProblemKind Unsupported = new("BPG0005", "A construct is not supported in a definition",
        "{0} is not supported in a definition: {1}");

    public static readonly ProblemKind ShapeMismatch = new("BPG0006", "Shapes do not fit",
        "'{0}' expects {1}, but found {2}");

    public static readonly ProblemKind InvalidArgument = new("BPG0007", "An argument is out of range",
        "'{0}': argument '{1}' must be {2}, but is {3}");

    public static readonly ProblemKind BudgetExceeded = new("BPG0008", "A definition is too large or does not end",
        "Reading this definition exceeded {0}: is there a loop or a recursion that does not end?");

    public static readonly ProblemKind DuplicateParameter = new("BPG0009", "Two parameters have one name",
        "A parameter named '{0}' exists already: give each layer a field or local of its own, or an array element");

    public static readonly ProblemKind UnusedParameter = new("BPG0010", "A parameter does not reach the loss",
        "Parameter '{0}' does not influence the loss, so it has no gradient");

    public static readonly ProblemKind IntegerDivision = new("BPG0011", "An integer division reaches a tensor",
        "'{0}' is an integer division that truncates to {1} before it reaches a tensor: write one side as a floating-point number");

    public static readonly ProblemKind LabelCount = new("BPG0012", "The number of classes does not match the output",
        "The label has {0} classes, but the logits have {1} elements");

    public static readonly ProblemKind NotDifferentiable = new("BPG0013", "A scalar function cannot be differentiated",
        "'{0}' cannot be differentiated: {1}");

    public static readonly ProblemKind EvaluationFailed = new("BPG0014", "A definition fails when it is evaluated",
        "'{0}' fails when the definition is evaluated: {1}");

    public static readonly ProblemKind LossNotScalar = new("BPG0015", "A loss must be one number per sample",
        "'{0}' must be a scalar, but has shape {1}: reduce it with Sum or Mean");

    public static readonly ProblemKind ZeroDerivative = new("BPG0016", "A derivative is zero everywhere",
        "The derivative of '{0}' by '{1}' is zero everywhere: {2}")
    { IsWarning = true };

    public static readonly ProblemKind InvalidDerivative = new("BPG0017", "A custom derivative does not fit its method",
        "'{0}' is no derivative of '{1}': {2}");

    public static readonly ProblemKind WrongDerivative = new("BPG0018", "A custom derivative is wrong",
        "The derivative of '{0}' {1} at {2} is {3}, but '{4}' gives {5}");

    /// <summary>All kinds, by number.</summary>
    public static ImmutableArray<ProblemKind> All { get; } =
    [
        NotPartial, NoForward, InvalidSignature, NotConstant, Unsupported, ShapeMismatch, InvalidArgument, BudgetExceeded,
        DuplicateParameter, UnusedParameter, IntegerDivision, LabelCount, NotDifferentiable, EvaluationFailed, LossNotScalar, ZeroDerivative,
        InvalidDerivative, WrongDerivative,
    ];
}
