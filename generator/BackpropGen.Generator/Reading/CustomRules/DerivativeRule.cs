using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>A method marked <c>[Derivative]</c> that fits the method it is for.</summary>
/// <param name="Method">The rule.</param>
/// <param name="Target">The method whose derivative it is.</param>
/// <param name="Mode">What it takes and gives.</param>
internal sealed record DerivativeRule(IMethodSymbol Method, IMethodSymbol Target, DerivativeMode Mode);

/// <summary>What stands for a method that has a derivative of its own.</summary>
/// <param name="Function">Its function; null where the derivative has a mistake, which is reported there.</param>
internal sealed record RuledMethod(CustomFunction? Function);
