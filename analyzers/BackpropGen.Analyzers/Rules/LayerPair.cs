using BackpropGen.Analyzers.Patterns;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Two linear layers, one directly on the result of the other.</summary>
/// <param name="Inner">The one that is applied first.</param>
/// <param name="Outer">The one that takes its result.</param>
internal sealed record LayerPair(LinearLayer Inner, LinearLayer Outer);
