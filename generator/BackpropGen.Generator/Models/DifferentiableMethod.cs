using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Models;

/// <summary>A method marked <c>[Differentiable]</c>, as read. Value-equal and free of Roslyn.</summary>
/// <param name="Type">The type that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ordinal">Its place among the type's methods of this name, in whatever case: file names know no case.</param>
/// <param name="Accessibility">Its accessibility, as source text.</param>
/// <param name="Parameters">Its parameters' names.</param>
/// <param name="IsDouble">Whether its numbers are <c>double</c>; else <c>float</c>.</param>
/// <param name="Function">What it computes.</param>
internal sealed record DifferentiableMethod(
    TypeIdentity Type, string Name, int Ordinal, string Accessibility, EquatableArray<string> Parameters, bool IsDouble, ScalarFunction Function);
