namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ExpressionPool
{
    /// <summary>x where a compares to b, else y.</summary>
    public Expression Select(Comparison comparison, Expression a, Expression b, Expression x, Expression y)
    {
        if (ReferenceEquals(x, y))
        {
            return x;
        }

        if (Outcome(comparison, a, b) is { } outcome)
        {
            return outcome ? x : y;
        }

        if (comparison == Comparison.Equal)
        {
            (a, b) = Equality(a, b);
            if (IsLimit(a, b, x, y) || IsLimit(b, a, x, y))
            {
                return y;
            }
        }

        var asked = AskedInside;
        x = Decided(x, comparison, a, b, holds: true, ref asked);
        asked = AskedInside;
        y = Decided(y, comparison, a, b, holds: false, ref asked);

        // The sign of both stays outside: a selection and its negative are one.
        if (!ReferenceEquals(x, y) && IsNegative(x) && IsNegative(y) && !(x.Opcode == Opcode.Number && y.Opcode == Opcode.Number))
        {
            return Negate(Select(comparison, a, b, Negate(x), Negate(y)));
        }

        return ReferenceEquals(x, y) ? x : Intern(Opcode.Select, [a, b, x, y], comparison: comparison);
    }

    /// <summary>How many selections inside each branch of a selection are decided by its condition where they ask the same. More than those
    /// at its top make many forms of what branches share, which then is no longer computed where one of them is taken alone.</summary>
    public int AskedInside { get; init; } = 1;

    /// <summary>Whether a comparison of two numbers holds.</summary>
    internal static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        _ => left == right,
    };

    /// <summary>Whether a comparison holds, where that is known without the variables.</summary>
    private static bool? Outcome(Comparison comparison, Expression a, Expression b)
    {
        if (a.IsNumber(out var left) && b.IsNumber(out var right))
        {
            return Holds(comparison, left, right);
        }

        // a < a is false even for NaN; a = a and a ≤ a are how one asks for NaN, and stay.
        return ReferenceEquals(a, b) && comparison == Comparison.Less ? false : null;
    }

    /// <summary>The two sides of an equation, so that one condition is one branch: in order, and √u = 0 as u = 0, since √u is 0 just where
    /// u is (the root of the least number is far from 0).</summary>
    private static (Expression A, Expression B) Equality(Expression a, Expression b)
    {
        if (b.Is(0) && a.IsCall(FunctionTable.Sqrt))
        {
            a = a.Operands[0];
        }
        else if (a.Is(0) && b.IsCall(FunctionTable.Sqrt))
        {
            b = b.Operands[0];
        }

        return ExpressionOrder.Instance.Compare(a, b) > 0 ? (b, a) : (a, b);
    }

    /// <summary>A branch in which selections that ask the same again are decided.</summary>
    private Expression Decided(Expression branch, Comparison comparison, Expression a, Expression b, bool holds, ref int asked)
    {
        if (branch.Opcode != Opcode.Select || --asked < 0)
        {
            return branch;
        }

        if (branch.Comparison == comparison && ReferenceEquals(branch.Operands[0], a) && ReferenceEquals(branch.Operands[1], b))
        {
            return Decided(branch.Operands[holds ? 2 : 3], comparison, a, b, holds, ref asked);
        }

        var first = Decided(branch.Operands[2], comparison, a, b, holds, ref asked);
        var second = Decided(branch.Operands[3], comparison, a, b, holds, ref asked);
        return ReferenceEquals(first, branch.Operands[2]) && ReferenceEquals(second, branch.Operands[3])
            ? branch : Select(branch.Comparison, branch.Operands[0], branch.Operands[1], first, second);
    }
}
