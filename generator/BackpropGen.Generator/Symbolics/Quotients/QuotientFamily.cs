using System;

namespace BackpropGen.Generator.Symbolics.Quotients;

/// <summary>A quotient g(u) / uᵖ with a removable gap at 0, and its derivatives by its variable, u or ±u².</summary>
/// <param name="Power">p.</param>
/// <param name="Variable">The variable, from u; the first operand.</param>
/// <param name="Evaluate">The reference value of the derivative of some order, of the variable and u.</param>
/// <param name="Quotient">The quotient itself.</param>
/// <param name="Derivatives">Its derivatives; {n} is the order, and ′ in the notation as many primes.</param>
internal sealed record QuotientFamily(
    int Power, Func<Expression, Expression> Variable, Func<int, double, double, double> Evaluate, QuotientForm Quotient, QuotientForm Derivatives)
{
    /// <summary>What the quotient does to the sign of u.</summary>
    public Parity Parity { get; init; }

    /// <summary>Whether all are finite for all finite u.</summary>
    public bool IsFinite { get; init; }

    /// <summary>Which operand is u: the first where that is the variable itself, else the one behind it.</summary>
    public int Argument { get; init; } = 1;
}

/// <summary>How a function of a family is written.</summary>
/// <param name="Code">The call of <c>Quotients</c>: {0} the variable, then u where it is another, then the helpers.</param>
/// <param name="Notation">The notation.</param>
/// <param name="Helpers">The functions of u whose values the code needs.</param>
internal sealed record QuotientForm(string Code, string Notation, params Function[] Helpers);
