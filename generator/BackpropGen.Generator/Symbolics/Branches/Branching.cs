using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A selection as a condition and the two values, what C# writes with <c>&amp;&amp;</c> and <c>||</c> put together:
/// <c>a ? (b ? x : y) : y</c> is <c>a &amp;&amp; b ? x : y</c>, which names y once.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="Then">The value where it holds.</param>
/// <param name="Else">The value where it does not.</param>
internal sealed record Branching(Condition Condition, Expression Then, Expression Else)
{
    // Longer conditions do not read well, and two of them might double in size at each selection.
    private const int LargestCondition = 8;

    /// <summary>The branching of every selection.</summary>
    /// <param name="nodes">Nodes after their operands.</param>
    public static Dictionary<Expression, Branching> Of(IEnumerable<Expression> nodes)
    {
        var branchings = new Dictionary<Expression, Branching>();
        foreach (var node in nodes)
        {
            if (node.Opcode == Opcode.Select)
            {
                branchings.Add(node, Of(node, branchings));
            }
        }

        return branchings;
    }

    private static Branching Of(Expression node, Dictionary<Expression, Branching> branchings)
    {
        var branching = new Branching(Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]), node.Operands[2], node.Operands[3]);
        if (branchings.TryGetValue(branching.Then, out var inner))
        {
            branching = ReferenceEquals(inner.Else, branching.Else) ? branching.Join(ConditionKind.And, inner, inner.Then, branching.Else)
                : ReferenceEquals(inner.Then, branching.Else) ? branching.Join(ConditionKind.AndNot, inner, inner.Else, branching.Else)
                : branching;
        }

        if (branchings.TryGetValue(branching.Else, out inner))
        {
            branching = ReferenceEquals(inner.Then, branching.Then) ? branching.Join(ConditionKind.Or, inner, branching.Then, inner.Else)
                : ReferenceEquals(inner.Else, branching.Then) ? branching.Join(ConditionKind.OrNot, inner, branching.Then, inner.Then)
                : branching;
        }

        return branching;
    }

    /// <summary>Joined where that spares naming a computed value twice; a constant or an argument may well be named twice,
    /// while what only the second comparison needs is not to be computed before the first.</summary>
    private Branching Join(ConditionKind kind, Branching inner, Expression then, Expression otherwise)
    {
        var shared = kind is ConditionKind.And or ConditionKind.AndNot ? otherwise : then;
        var isWorthIt = !IsLeaf(shared) || ComparesLeaves(inner.Condition);
        return isWorthIt && Condition.Size + inner.Condition.Size <= LargestCondition
            ? new Branching(Condition.Of(kind, Condition, inner.Condition), then, otherwise)
            : this;
    }

    private static bool IsLeaf(Expression node) => node.Opcode is Opcode.Number or Opcode.Argument;

    private static bool ComparesLeaves(Condition condition) => condition is { Left: { } left, Right: { } right }
        ? ComparesLeaves(left) && ComparesLeaves(right)
        : IsLeaf(condition.A!) && IsLeaf(condition.B!);
}
