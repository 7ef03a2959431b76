using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Makes expressions: each distinct one once, in canonical form.</summary>
/// <remarks>
/// The rewriting keeps the value of every expression up to rounding wherever all intermediate values are finite and
/// defined; where they are not, a simplified form may have a value that the original lacked: 0 · x is 0, x − x is 0,
/// exp(ln x) is x, and x / x is 1, the limit at its removable singularity. The sign of zero is not kept.
/// Products are reordered, so an intermediate overflow may appear or vanish; powers of products are not spread for that reason.
/// </remarks>
internal sealed partial class ExpressionPool
{
    /// <summary>Sums and products longer than this are operands of others as they stand: sums of sums stay linear in size.</summary>
    private const int FlatteningLimit = 16;

    private readonly ExpressionTable _nodes = new();

    /// <summary>The number of distinct nodes made so far.</summary>
    public int Count => _nodes.Count;

    /// <summary>An argument of the function, from 0.</summary>
    public Expression Argument(int index) => Intern(Opcode.Argument, index: index);

    /// <summary>A constant.</summary>
    public Expression Number(double value) => Intern(Opcode.Number, numbers: [value == 0 ? 0 : value]);

    /// <summary>The sum of two.</summary>
    public Expression Add(Expression left, Expression right) => Linear(0, [(1, left), (1, right)]);

    /// <summary>The difference of two.</summary>
    public Expression Subtract(Expression left, Expression right) => Linear(0, [(1, left), (-1, right)]);

    /// <summary>The sum of several.</summary>
    public Expression Sum(IEnumerable<Expression> terms)
    {
        var list = new List<(double, Expression)>();
        foreach (var term in terms)
        {
            list.Add((1, term));
        }

        return Linear(0, list);
    }

    /// <summary>The negative.</summary>
    public Expression Negate(Expression operand) => Linear(0, [(-1, operand)]);

    /// <summary>The product of two.</summary>
    public Expression Multiply(Expression left, Expression right) => Product([(left, 1), (right, 1)]);

    /// <summary>The product of several.</summary>
    public Expression Multiply(IEnumerable<Expression> factors)
    {
        var list = new List<(Expression, double)>();
        foreach (var factor in factors)
        {
            list.Add((factor, 1));
        }

        return Product(list);
    }

    /// <summary>The quotient of two.</summary>
    public Expression Divide(Expression left, Expression right) => Product([(left, 1), (right, -1)]);

    /// <summary>An integer power; the power 0 is 1.</summary>
    public Expression Power(Expression operand, int exponent) => exponent == 0 ? Number(1) : Product([(operand, exponent)]);

    /// <summary>The square.</summary>
    public Expression Square(Expression operand) => Power(operand, 2);

    /// <summary>A step as it stands, not rewritten: for printing what was arranged to be computed cheaply.</summary>
    /// <param name="step">The step.</param>
    /// <param name="values">The values of the earlier steps.</param>
    public Expression AsWritten(Instruction step, Expression[] values)
    {
        if (step.Function is AssistedFunction { SameAs: { } same })
        {
            return values[step.Operands[same]];
        }

        var operands = ImmutableArray.CreateBuilder<Expression>(step.Operands.Length);
        foreach (var operand in step.Operands)
        {
            operands.Add(values[operand]);
        }

        return Intern(step.Opcode, operands.MoveToImmutable(), step.Numbers.Items, step.Index, step.Function, step.Comparison);
    }

    /// <summary>A step as it stands, not rewritten.</summary>
    /// <param name="step">The step.</param>
    /// <param name="operands">The values of its operands, in their order.</param>
    public Expression WithOperands(Instruction step, ImmutableArray<Expression> operands) =>
        step.Function is AssistedFunction { SameAs: { } same } ? operands[same] : Intern(step.Opcode, operands, step.Numbers.Items, step.Index, step.Function, step.Comparison);

    /// <summary>A sum or product as it stands, not rewritten.</summary>
    public Expression AsWritten(Opcode opcode, ImmutableArray<Expression> operands, ImmutableArray<double> numbers) => Intern(opcode, operands, numbers);

    /// <summary>A node like another, of other operands, as it stands.</summary>
    /// <param name="node">The node.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="copy">Which of several equal nodes, none of which is computed where another is.</param>
    public Expression Rebuilt(Expression node, ImmutableArray<Expression> operands, int copy) =>
        Intern(node.Opcode, operands, node.Numbers, copy, node.Function, node.Comparison);

    /// <summary>A selection among several such nodes.</summary>
    public Expression Rebuilt(Opcode opcode, ImmutableArray<Expression> operands, int copy) => Intern(opcode, operands, index: copy);

    private Expression Intern(Opcode opcode, ImmutableArray<Expression> operands = default, ImmutableArray<double> numbers = default, int index = 0, Function? function = null, Comparison comparison = default)
    {
        operands = operands.IsDefault ? [] : operands;
        numbers = numbers.IsDefault ? [] : numbers;
        var hash = ExpressionTable.HashOf(opcode, operands, numbers, index, function, comparison);
        if (_nodes.Find(hash, opcode, operands, numbers, index, function, comparison) is { } found)
        {
            return found;
        }

        var node = new Expression(this, _nodes.Count, opcode, operands, numbers, index, function, comparison);
        _nodes.Add(hash, node);
        return node;
    }
}
