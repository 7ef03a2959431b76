using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>How real numbers go into a method and come out of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ReturnType">What it returns, as source text needs it; null for <c>void</c>.</param>
/// <param name="Returned">How real numbers lie in that; null for <c>void</c>.</param>
/// <param name="IsDouble">Whether they are <c>double</c>; else <c>float</c>.</param>
internal sealed record ScalarSignature(
    IMethodSymbol Method, ImmutableArray<(IParameterSymbol Symbol, ScalarParameter Model)> Parameters, string? ReturnType, ScalarLayout? Returned, bool IsDouble)
{
    /// <summary>The number of reals that go in.</summary>
    public int Arity => Parameters.Where(static parameter => parameter.Model.Direction == ParameterDirection.Input).Sum(static parameter => parameter.Model.Layout.Count);
}
