using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A selection as a condition and the two values, what C# writes with <c>&amp;&amp;</c> and <c>||</c> put together:
/// <c>a ? (b ? x : y) : y</c> is <c>a &amp;&amp; b ? x : y</c>, which names y once.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="Then">The value where it holds.</param>
/// <param name="Else">The value where it does not.</param>
/// <param name="IsAskedAgain">Whether the answer matters only where the condition has been asked before: asking again computes nothing.</param>
internal sealed record Branching(Condition Condition, Expression Then, Expression Else, bool IsAskedAgain = false)
{
    // Longer conditions do not read well, and two of them might double in size at each selection.
    private const int LargestCondition = 8;

    /// <summary>The branching of every selection.</summary>
    /// <param name="nodes">Nodes after their operands.</param>
    /// <param name="given">Selections whose branching is known.</param>
    /// <param name="isCheap">Whether a value may be computed before it is known to be needed, as the second comparison's are; by default all may.</param>
    public static Dictionary<Expression, Branching> Of(IEnumerable<Expression> nodes, IReadOnlyDictionary<Expression, Branching>? given = null, Func<Expression, bool>? isCheap = null)
    {
        var branchings = new Dictionary<Expression, Branching>();
        foreach (var node in nodes)
        {
            if (node.Opcode == Opcode.Select)
            {
                branchings.Add(node, given is not null && given.TryGetValue(node, out var known) ? known : Of(node, branchings, isCheap));
            }
        }

        return branchings;
    }

    /// <summary>What a value is computed from.</summary>
    public static IEnumerable<Expression> Operands(Expression node, Dictionary<Expression, Branching> branchings) => branchings.TryGetValue(node, out var branching)
        ? [.. branching.Condition.Operands, branching.Then, branching.Else]
        : node.Operands;

    private static Branching Of(Expression node, Dictionary<Expression, Branching> branchings, Func<Expression, bool>? isCheap)
    {
        var branching = new Branching(Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]), node.Operands[2], node.Operands[3]);
        if (Joinable(branching.Then) is { } inner)
        {
            branching = ReferenceEquals(inner.Else, branching.Else) ? branching.Join(ConditionKind.And, inner, inner.Then, branching.Else)
                : ReferenceEquals(inner.Then, branching.Else) ? branching.Join(ConditionKind.AndNot, inner, inner.Else, branching.Else)
                : branching;
        }

        if (Joinable(branching.Else) is { } other)
        {
            branching = ReferenceEquals(other.Then, branching.Then) ? branching.Join(ConditionKind.Or, other, branching.Then, other.Else)
                : ReferenceEquals(other.Else, branching.Then) ? branching.Join(ConditionKind.OrNot, other, branching.Then, other.Then)
                : branching;
        }

        return branching;

        Branching? Joinable(Expression branch) => branchings.TryGetValue(branch, out var found) && !found.IsAskedAgain
            && (isCheap is null || found.Condition.Operands.All(isCheap)) ? found : null;
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
