using System;
using System.Collections.Immutable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>What a function does to the sign of its argument.</summary>
internal enum Parity
{
    /// <summary>Neither even nor odd.</summary>
    None,

    /// <summary>f(−x) = f(x).</summary>
    Even,

    /// <summary>f(−x) = −f(x).</summary>
    Odd,
}

/// <summary>What is known of the sign of a function's value.</summary>
internal enum Range
{
    /// <summary>Nothing.</summary>
    Any,

    /// <summary>At least 0.</summary>
    NonNegative,

    /// <summary>Greater than 0 (before rounding).</summary>
    Positive,
}

/// <summary>A point where a function has no derivative, and the one it is given there.</summary>
/// <param name="Where">The place, in mathematical notation.</param>
/// <param name="Convention">The derivative taken there, and whose convention that is.</param>
internal sealed record Kink(string Where, string Convention);

/// <summary>One function of the table: all that the compiler knows of it.</summary>
/// <param name="name">Its name; unique.</param>
/// <param name="arity">The number of its arguments.</param>
/// <param name="evaluate">The reference value.</param>
/// <param name="partials">For each argument the partial derivative, in terms of the arguments x and the value y.</param>
internal class Function(string name, int arity, Func<double[], double> evaluate, params Func<Expression[], Expression, Expression>[] partials)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The number of arguments.</summary>
    public int Arity { get; } = arity;

    /// <summary>The reference value of the arguments.</summary>
    public Func<double[], double> Evaluate { get; } = evaluate;

    /// <summary>C# for scalars: {0}… the arguments, {M} the class Math or MathF, {K} our kernels, {T} the type.</summary>
    public required string ScalarCode { get; init; }

    /// <summary>C# for Vector&lt;T&gt;: {0}… the arguments, {V} our vector kernels, {T} the element type.</summary>
    public required string VectorCode { get; init; }

    /// <summary>Mathematical notation: {0}… the arguments, {0!}… in parentheses where they are not simple.</summary>
    public required string Notation { get; init; }

    /// <summary>Whether the code names an argument twice, so that it must be a simple name.</summary>
    public bool RepeatsArguments { get; init; }

    /// <summary>Whether the arguments may be exchanged.</summary>
    public bool IsSymmetric { get; init; }

    /// <summary>What the function does to the sign of its argument.</summary>
    public Parity Parity { get; init; }

    /// <summary>The sign of its value.</summary>
    public Range Range { get; init; }

    /// <summary>Whether the value is finite for all finite arguments.</summary>
    public bool IsFinite { get; init; }

    /// <summary>The function g with f(g(u)) = u.</summary>
    public string? InverseName { get; init; }

    /// <summary>The least first argument with a finite value and derivative.</summary>
    public double DomainLower { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest first argument with a finite value and derivative.</summary>
    public double DomainUpper { get; init; } = double.PositiveInfinity;

    /// <summary>The limit at −∞; NaN where there is none.</summary>
    public double LimitAtNegativeInfinity { get; init; } = double.NaN;

    /// <summary>The limit at +∞; NaN where there is none.</summary>
    public double LimitAtPositiveInfinity { get; init; } = double.NaN;

    /// <summary>sup |f′| over the domain.</summary>
    public double MaximumSlope { get; init; } = double.PositiveInfinity;

    /// <summary>The points without derivative.</summary>
    public ImmutableArray<Kink> Kinks { get; init; } = [];

    /// <summary>The rough cost of one value, in additions.</summary>
    public int Cost { get; init; } = 20;

    /// <summary>Whether the value is found by a call at run time alone: a constant argument does not make it one.</summary>
    public virtual bool IsOpaque => false;

    /// <summary>The code in a precision, over scalars or over vectors.</summary>
    public virtual string CodeIn(Precision precision, bool isVector) => isVector ? VectorCode : ScalarCode;

    /// <summary>The partial derivative by one argument, in terms of the arguments and the value.</summary>
    public Expression Partial(int argument, Expression[] arguments, Expression value) => partials[argument](arguments, value);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
