namespace BackpropGen;

/// <summary>The inert values that a definition's factories return while the program runs.</summary>
/// <remarks>
/// Field initializers and layer methods do run when a model is constructed. So every factory returns one of these
/// cached values and never throws; only applying a symbol throws.
/// </remarks>
internal static class Symbol
{
    internal static readonly Layer Layer = static _ => throw AppliedAtRunTime("Layer");

    internal static readonly Tensor Constant = new Tensor.Inert();

    internal static readonly Parameter Parameter = new();

    internal static readonly State State = new();

    internal static InvalidOperationException AppliedAtRunTime(string member) => new(
        $"'{member}' was applied while the program runs, but a definition is read by the compiler, not run. "
        + "Call the generated members of the model instead (Predict, Evaluate, Backpropagate).");
}
