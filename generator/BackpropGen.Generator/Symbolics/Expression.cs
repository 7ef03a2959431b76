using System;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A node of a scalar expression: immutable, and unique within its <see cref="ExpressionPool"/>,
/// so that equal expressions of one pool are the same object.</summary>
internal sealed class Expression : IEquatable<Expression>
{
    // What is gated deeper is added and multiplied as it stands: taking factors in is work for every gate on the way.
    private const int DeepestGate = 64;

    private ulong? _fingerprint;

    internal Expression(ExpressionPool pool, int id, Opcode opcode, ImmutableArray<Expression> operands, ImmutableArray<double> numbers, int index, Function? function, Comparison comparison)
    {
        Pool = pool;
        Id = id;
        Opcode = opcode;
        Operands = operands;
        Numbers = numbers;
        Index = index;
        Function = function;
        Comparison = comparison;
        IsFinite = IsFiniteOfFinite() && operands.All(static operand => operand.IsFinite);
        GateDepth = DepthOfGates();
    }

    /// <summary>The pool that made the node.</summary>
    public ExpressionPool Pool { get; }

    /// <summary>The node's number in its pool, greater than that of each operand.</summary>
    public int Id { get; }

    /// <summary>The kind of the node.</summary>
    public Opcode Opcode { get; }

    /// <summary>The operands.</summary>
    public ImmutableArray<Expression> Operands { get; }

    /// <summary>The value of a number; c₀, c₁, … of a weighted sum; the exponents of a monomial.</summary>
    public ImmutableArray<double> Numbers { get; }

    /// <summary>Which argument, from 0.</summary>
    public int Index { get; }

    /// <summary>The function of a call.</summary>
    public Function? Function { get; }

    /// <summary>The comparison of a selection.</summary>
    public Comparison Comparison { get; }

    /// <summary>Whether the value is known to be finite wherever the arguments are, up to the overflow of sums and products.</summary>
    public bool IsFinite { get; }

    /// <summary>How many conditions inside one another select 0 or another value; 0 where none does, and where too many do.</summary>
    public int GateDepth { get; }

    /// <summary>A number that depends on the structure alone, not on the pool or on when the node was made.</summary>
    public ulong Fingerprint => _fingerprint ?? StructuralFingerprint.Of(this);

    /// <summary>Whether <see cref="Fingerprint"/> is known.</summary>
    internal bool HasFingerprint => _fingerprint is not null;

    /// <summary>Whether the node is the given number.</summary>
    public bool Is(double value) => Opcode == Opcode.Number && Numbers[0].Equals(value);

    /// <summary>Whether the node is a number, and which.</summary>
    public bool IsNumber(out double value)
    {
        value = Opcode == Opcode.Number ? Numbers[0] : double.NaN;
        return Opcode == Opcode.Number;
    }

    /// <summary>Whether the node is a call of the given function.</summary>
    public bool IsCall(Function function) => ReferenceEquals(Function, function);

    /// <summary>The sum.</summary>
    public static Expression operator +(Expression left, Expression right) => left.Pool.Add(left, right);

    /// <summary>The sum with a constant.</summary>
    public static Expression operator +(Expression left, double right) => left + left.Pool.Number(right);

    /// <summary>The sum with a constant.</summary>
    public static Expression operator +(double left, Expression right) => right.Pool.Number(left) + right;

    /// <summary>The difference.</summary>
    public static Expression operator -(Expression left, Expression right) => left.Pool.Subtract(left, right);

    /// <summary>The difference to a constant.</summary>
    public static Expression operator -(Expression left, double right) => left - left.Pool.Number(right);

    /// <summary>The difference from a constant.</summary>
    public static Expression operator -(double left, Expression right) => right.Pool.Number(left) - right;

    /// <summary>The negative.</summary>
    public static Expression operator -(Expression operand) => operand.Pool.Negate(operand);

    /// <summary>The product.</summary>
    public static Expression operator *(Expression left, Expression right) => left.Pool.Multiply(left, right);

    /// <summary>The product with a constant.</summary>
    public static Expression operator *(Expression left, double right) => left * left.Pool.Number(right);

    /// <summary>The product with a constant.</summary>
    public static Expression operator *(double left, Expression right) => right.Pool.Number(left) * right;

    /// <summary>The quotient.</summary>
    public static Expression operator /(Expression left, Expression right) => left.Pool.Divide(left, right);

    /// <summary>The quotient by a constant.</summary>
    public static Expression operator /(Expression left, double right) => left / left.Pool.Number(right);

    /// <summary>The quotient of a constant.</summary>
    public static Expression operator /(double left, Expression right) => right.Pool.Number(left) / right;

    /// <summary>The node's number, which is cheaper than the object header's hash; equality is that of references.</summary>
    public override int GetHashCode() => Id;

    /// <inheritdoc/>
    public bool Equals(Expression? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>Keeps the fingerprint.</summary>
    internal void Keep(ulong fingerprint) => _fingerprint = fingerprint;

    private int DepthOfGates()
    {
        if (Opcode != Opcode.Select)
        {
            return 0;
        }

        var inner = Math.Max(Operands[2].GateDepth, Operands[3].GateDepth);
        return inner >= DeepestGate ? 0 : inner > 0 ? inner + 1 : Operands[2].Is(0) || Operands[3].Is(0) ? 1 : 0;
    }

    private bool IsFiniteOfFinite() => Opcode switch
    {
        Opcode.Number or Opcode.Linear => Numbers.All(static number => !double.IsNaN(number) && !double.IsInfinity(number)),
        Opcode.Monomial => Numbers.All(static exponent => exponent > 0),
        Opcode.Call => Function!.IsFinite,
        _ => true,
    };

    /// <inheritdoc/>
    public override string ToString() => ScalarFunction.From(this, ScalarFunction.ArityOf(this)).ToString();
}
