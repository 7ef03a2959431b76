using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What calls a closure.</summary>
internal interface IEvaluator
{
    /// <summary>Calls a closure.</summary>
    object? Invoke(ClosureValue closure, object?[] arguments, IOperation site);
}

/// <summary>A method or lambda as a value, with the variables it sees. It is a layer where its delegate takes and returns a tensor.</summary>
/// <param name="path">Where it was made.</param>
/// <param name="method">The method, or the lambda's symbol.</param>
/// <param name="body">The body of a lambda or local function; null for a method.</param>
/// <param name="scope">The variables around a lambda or local function.</param>
/// <param name="site">Where it was made, for what is found while it is applied.</param>
/// <param name="evaluator">What applies it.</param>
internal sealed class ClosureValue(
    string path, IMethodSymbol method, IOperation? body, Scope? scope, IOperation site, IEvaluator evaluator) : LayerValue(path)
{
    public IMethodSymbol Method { get; } = method;

    public IOperation? Body { get; } = body;

    public Scope? Scope { get; } = scope;

    public IOperation Site { get; } = site;

    /// <inheritdoc/>
    /// <exception cref="PoisonException">Its body has a mistake, which is reported already.</exception>
    public override int Apply(LoweringContext context, int x) =>
        evaluator.Invoke(this, [new TensorValue(x)], Site) is TensorValue result ? result.Node : throw new PoisonException();
}
