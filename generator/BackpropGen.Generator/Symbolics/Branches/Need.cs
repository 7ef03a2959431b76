using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Where a value is needed, or is not zero: in some arms of a method, none of which is in another. Equal needs are equal values.</summary>
internal sealed class Need : IEquatable<Need>
{
    private Need(ImmutableArray<Arm> arms) => Arms = arms;

    /// <summary>The arms, in the order in which they were found; none where the value is never needed.</summary>
    public ImmutableArray<Arm> Arms { get; }

    /// <summary>Whether the value is never needed.</summary>
    public bool IsNever => Arms.Length == 0;

    /// <summary>Whether at most one of the arms is taken.</summary>
    public bool IsExclusive => Arms.Length == 1 || Arms.All(arm => Arms.All(other => ReferenceEquals(arm, other) || arm.Excludes(other)));

    /// <summary>The innermost arm around all.</summary>
    public Arm Home => Arms.Skip(1).Aggregate(Arms[0], Arm.Common);

    /// <summary>Nowhere.</summary>
    public static Need Never { get; } = new([]);

    /// <summary>One arm.</summary>
    public static Need In(Arm arm) => new([arm]);

    /// <summary>Any of some arms. What is in another arm is left out, and both branches of a condition are the arm around them.</summary>
    public static Need Any(IEnumerable<Arm> arms)
    {
        var found = new HashSet<Arm>(arms);
        if (found.Count > 1)
        {
            JoinBranches(found);
            LeaveOutInner(found);
        }

        return found.Count == 1 ? found.First().Alone : new Need([.. found.OrderBy(static arm => arm.Number)]);
    }

    /// <summary>Where any of several is.</summary>
    public static Need Any(IReadOnlyList<Need> needs)
    {
        var first = needs[0];
        var i = 1;
        while (i < needs.Count && first.Equals(needs[i]))
        {
            i++;
        }

        return i == needs.Count ? first
            : needs.Count == 2 && first.Arms.Length == 1 && needs[1].Arms.Length == 1 ? Either(first.Arms[0], needs[1].Arms[0])
            : Any(needs.SelectMany(static need => need.Arms));
    }

    private static Need Either(Arm left, Arm right) => left.Contains(right) ? left.Alone
        : right.Contains(left) ? right.Alone
        : ReferenceEquals(left.Other, right) ? left.Outer!.Alone
        : new Need(left.Number < right.Number ? [left, right] : [right, left]);


    /// <summary>Where a condition holds, or fails, as well.</summary>
    public Need And(Condition condition, bool holds)
    {
        if (Arms.Length == 1)
        {
            var known = Arms[0].Decides(condition);
            return known is null ? Arms[0].With(condition, holds).Alone : known == holds ? this : Never;
        }

        return Any(Arms.Where(arm => arm.Decides(condition) != !holds).Select(arm => arm.Decides(condition) is null ? arm.With(condition, holds) : arm));
    }

    /// <summary>Where another one is as well; this one's conditions are asked first.</summary>
    public Need And(Need other) => Equals(other) ? this : Any(Arms.SelectMany(arm => other.Arms.Select(arm.And)).OfType<Arm>());

    /// <inheritdoc/>
    public bool Equals(Need? other) => other is not null && (ReferenceEquals(this, other) || Arms.SequenceEqual(other.Arms));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Need);

    /// <inheritdoc/>
    public override int GetHashCode() => Arms.Aggregate(17, static (hash, arm) => unchecked((hash * 31) + arm.Number));

    private static void JoinBranches(HashSet<Arm> arms)
    {
        var pending = new Queue<Arm>(arms.OrderBy(static arm => -arm.Depth));
        while (pending.Count > 0)
        {
            var arm = pending.Dequeue();
            if (arm.Other is { } other && arms.Contains(arm) && arms.Remove(other))
            {
                arms.Remove(arm);
                arms.Add(arm.Outer!);
                pending.Enqueue(arm.Outer!);
            }
        }
    }

    private static void LeaveOutInner(HashSet<Arm> arms)
    {
        // Whether an arm is one of them or inside one: each arm on the way to their home is looked at once.
        var isInside = new Dictionary<Arm, bool> { [arms.Aggregate(Arm.Common)] = false };
        foreach (var arm in arms)
        {
            isInside[arm] = true;
        }

        foreach (var arm in arms.ToList())
        {
            var path = new List<Arm>();
            var around = arm.Outer;
            while (around is not null && !isInside.ContainsKey(around))
            {
                path.Add(around);
                around = around.Outer;
            }

            var found = around is not null && isInside[around];
            path.ForEach(passed => isInside[passed] = found);
            if (found)
            {
                arms.Remove(arm);
            }
        }
    }
}
