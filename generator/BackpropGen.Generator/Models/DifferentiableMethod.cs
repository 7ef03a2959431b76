using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Models;

/// <summary>A method marked <c>[Differentiable]</c>, as read. Value-equal and free of Roslyn.</summary>
/// <param name="Type">The type that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ordinal">Its place among the type's methods of this name, in whatever case: file names know no case.</param>
/// <param name="Accessibility">Its accessibility, as source text.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="ReturnType">The type it returns as source text needs it; null for <c>void</c>.</param>
/// <param name="Returned">How real numbers lie in what it returns; null for <c>void</c>.</param>
/// <param name="IsDouble">Whether its numbers are <c>double</c>; else <c>float</c>.</param>
/// <param name="Function">What it computes, null where it is too long to be one expression: its arguments are the reals of the input parameters in order, its results those of the
/// returned value, then of the output parameters in order.</param>
/// <param name="Program">What it computes where <paramref name="Function"/> is null: its loops are kept.</param>
/// <param name="Request">What is generated.</param>
/// <param name="Taken">The names of the type's own members: nothing is generated under one of them.</param>
internal sealed record DifferentiableMethod(
    TypeIdentity Type,
    string Name,
    int Ordinal,
    string Accessibility,
    EquatableArray<ScalarParameter> Parameters,
    string? ReturnType,
    ScalarLayout? Returned,
    bool IsDouble,
    VectorFunction? Function,
    ScalarProgram? Program,
    DerivativeRequest Request,
    EquatableArray<string> Taken);

/// <summary>Which derivatives a method asks for.</summary>
/// <param name="Kinds">The members to generate.</param>
/// <param name="Order">The highest order of the derivatives of a method of one real, at least 1.</param>
/// <param name="By">The names of the parameters to differentiate by; empty for all inputs.</param>
internal sealed record DerivativeRequest(Derivatives Kinds, int Order, EquatableArray<string> By);
