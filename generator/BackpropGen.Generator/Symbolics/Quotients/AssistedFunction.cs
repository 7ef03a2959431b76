using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Quotients;

/// <summary>A function of one argument u whose code is helped by other functions of it: 1 − cos u by the sine and the cosine, which
/// other parts of a computation need too. Its first operand is what it is differentiated by, u or ±u²; by the others, which hold the
/// same again, its derivative is 0.</summary>
/// <param name="name">Its name; unique.</param>
/// <param name="argument">Which operand is u.</param>
/// <param name="operands">The operands for an argument u.</param>
/// <param name="evaluate">The reference value, of the first operand and u.</param>
/// <param name="derivative">The derivative by the first operand, for an argument u.</param>
internal sealed class AssistedFunction(
    string name, int argument, Func<Expression, Expression>[] operands, Func<double, double, double> evaluate, Func<Expression, Expression> derivative)
    : Function(name, operands.Length, x => evaluate(x[0], x[argument]), [(x, _) => derivative(x[argument]), .. Enumerable.Repeat<Func<Expression[], Expression, Expression>>(Zero, operands.Length - 1)])
{
    /// <summary>What the function is a quotient of: g and n of g(u) / uⁿ; null for another.</summary>
    public (Function Numerator, int Power)? Quotient { get; init; }

    /// <summary>The operand whose value it has, where only its derivative is another.</summary>
    public int? SameAs { get; init; }

    /// <summary>The argument u among the operands.</summary>
    public Expression ArgumentOf(IReadOnlyList<Expression> operands) => operands[argument];

    /// <summary>The operands for an argument u.</summary>
    public Expression[] OperandsOf(Expression u) => [.. operands.Select(operand => operand(u))];

    private static Expression Zero(Expression[] x, Expression y) => y.Pool.Number(0);
}
