using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A part of a derivative that is 0 outside some arms, where its value has no meaning and is not to be computed: another branch was taken there.
/// So no 0 · ∞ can arise, and a condition is asked only inside those around it.</summary>
/// <param name="Where">Where it is not 0.</param>
/// <param name="Value">What it is there.</param>
/// <param name="IsSum">Whether the value is a sum whose terms are all 0 in places of their own, too many to name them.</param>
internal sealed record Gated(Need Where, Expression Value, bool IsSum = false)
{
    // More arms than that make a condition that nobody reads: the value is then 0 where all of them are shut, and asked for that.
    private const int MostArms = 8;

    // Derivatives of the functions of the table select among few values; a rule of the user's is taken as it is where it selects among more.
    private const int DeepestPart = 3;

    /// <summary>The product with powers of values that are known in the same place.</summary>
    public Gated Times(List<(Expression Base, double Exponent)> factors)
    {
        var product = Value.Pool.Product([.. factors, (Value, 1)]);
        return IsSum && !factors.All(static factor => factor.Base.IsFinite && factor.Exponent > 0) ? AsGate() with { Value = product } : this with { Value = product };
    }

    /// <summary>The product with one inside it, whose conditions are asked inside this one's; it is nowhere if these exclude each other.</summary>
    public Gated Times(Gated inner)
    {
        var (left, right) = (inner.Value.IsFinite ? this : AsGate(), Value.IsFinite ? inner : inner.AsGate());
        return Narrow(new Gated(left.Where.And(right.Where), Value.Pool.Multiply(Value, inner.Value), left.IsSum || right.IsSum));
    }

    /// <summary>The derivative of one step by one of its operands; in parts where a condition makes it 0 elsewhere.</summary>
    /// <param name="node">The step.</param>
    /// <param name="operand">The index of the operand.</param>
    /// <param name="body">Where the step is computed.</param>
    public static IEnumerable<Gated> PartialsOf(Expression node, int operand, Arm body)
    {
        var where = body.Alone;
        if (node.Opcode == Opcode.Select)
        {
            var condition = Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]);
            return operand < 2 ? [] : [new Gated(where.And(condition, operand == 2), node.Pool.Number(1))];
        }

        var partial = LocalPartials.Of(node, operand);
        return partial.Is(0) ? [] : node.Opcode == Opcode.Call ? Branches(partial, where, DeepestPart) : [new Gated(where, partial)];
    }

    /// <summary>Σ wᵢ gᵢ, in all arms in which one of them is not 0.</summary>
    public static Gated Sum(IReadOnlyList<(double Weight, Gated Term)> terms)
    {
        if (terms.Count == 1 && terms[0].Weight == 1)
        {
            return terms[0].Term;
        }

        var sum = Sum(terms, Need.Any(terms.Select(static term => term.Term.Where).ToList()));
        var isSum = terms.Any(static term => term.Term.IsSum) && !terms.Any(term => !term.Term.IsSum && term.Term.Where.Equals(sum.Where));
        return Narrow(sum with { IsSum = isSum });
    }

    /// <summary>Σ wᵢ gᵢ in given arms, of terms that are not 0 only in these.</summary>
    public static Gated Sum(IReadOnlyList<(double Weight, Gated Term)> terms, Need where)
    {
        var pool = terms[0].Term.Value.Pool;
        var here = new List<(double, Expression)>();
        SortedDictionary<(int Outwards, int Number), (Arm Arm, List<(double, Expression)> Terms)>? inside = null;
        foreach (var (weight, term) in terms)
        {
            if (term.Where.Equals(where))
            {
                here.Add((weight, term.Value));
            }
            else if (term.Where.IsExclusive)
            {
                foreach (var arm in term.Where.Arms)
                {
                    Put(arm, (weight, term.Value));
                }
            }
            else
            {
                Put(term.Where.Home, (weight, Gate(term.Where, term.Value)));
            }
        }

        var home = inside is null ? null : where.Home;
        while (inside is { Count: > 0 })
        {
            var pair = inside.First();
            inside.Remove(pair.Key);
            var (arm, found) = pair.Value;
            if (ReferenceEquals(arm, home))
            {
                here.AddRange(found);
                break;
            }

            Put(arm.Outer!, (1, Selection(arm, pool.Linear(0, found), Other(arm))));
        }

        return new Gated(where, pool.Linear(0, here));

        void Put(Arm arm, (double, Expression) term)
        {
            var key = (-arm.Depth, arm.Number);
            if (!(inside ??= []).TryGetValue(key, out var found))
            {
                inside.Add(key, found = (arm, []));
            }

            found.Terms.Add(term);
        }

        Expression Other(Arm arm)
        {
            if (arm.Other is { } other && inside!.TryGetValue((-other.Depth, other.Number), out var found))
            {
                inside.Remove((-other.Depth, other.Number));
                return pool.Linear(0, found.Terms);
            }

            return pool.Number(0);
        }
    }

    /// <summary>The value with 0 for the places where it has none.</summary>
    public Expression Everywhere(Arm body) => Sum([(1, this)], body.Alone).Value;

    private Condition IsShut => Condition.Of(Comparison.Equal, Value.Pool.Number(0), Value);

    private Gated AsGate() => IsSum ? new Gated(Where.And(IsShut, holds: false), Value) : this;

    /// <summary>Many arms become the one around them, with 0 for the places between.</summary>
    private static Gated Narrow(Gated gated)
    {
        if (gated.Where.Arms.Length <= MostArms)
        {
            return gated;
        }

        var home = gated.Where.Home.Alone;
        return Sum([(1, gated)], home) with { IsSum = true };
    }

    private static Expression Gate(Need where, Expression value)
    {
        var home = where.Home;
        var gate = value.Pool.Number(0);
        foreach (var arm in where.Arms.Reverse())
        {
            var inner = value;
            for (var at = arm; !ReferenceEquals(at, home); at = at.Outer!)
            {
                inner = Selection(at, inner, gate);
            }

            gate = inner;
        }

        return gate;
    }

    private static Expression Selection(Arm arm, Expression inside, Expression outside)
    {
        var condition = arm.Condition!;
        var (holds, fails) = arm.Holds ? (inside, outside) : (outside, inside);
        return inside.Pool.Select(condition.Comparison, condition.A!, condition.B!, holds, fails);
    }

    private static IEnumerable<Gated> Branches(Expression node, Need where, int depth)
    {
        if (where.IsNever || node.Is(0))
        {
            return [];
        }

        if (!HasZeroBranch(node, depth))
        {
            return [new Gated(where, node)];
        }

        var condition = Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]);
        return Branches(node.Operands[2], where.And(condition, true), depth - 1).Concat(Branches(node.Operands[3], where.And(condition, false), depth - 1));
    }

    private static bool HasZeroBranch(Expression node, int depth) => depth > 0 && node.Opcode == Opcode.Select
        && (node.Operands[2].Is(0) || node.Operands[3].Is(0) || HasZeroBranch(node.Operands[2], depth - 1) || HasZeroBranch(node.Operands[3], depth - 1));
}
