using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Reading;

/// <summary>Where a statement leads.</summary>
internal abstract record ScalarFlow
{
    public static readonly ScalarFlow Next = new Goes(ScalarExit.Next);

    /// <summary>To one exit, whatever the arguments; what the statement wrote is in memory.</summary>
    public sealed record Goes(ScalarExit Exit) : ScalarFlow;

    /// <summary>To one of several, by real conditions; memory is as it was where they parted.</summary>
    /// <param name="Ends">The exits, at most one of a kind.</param>
    public sealed record Forks(FlowEnds Ends) : ScalarFlow;
}

/// <summary>One of a statement's exits.</summary>
/// <param name="Exit">Where it leads.</param>
/// <param name="Condition">When it is taken; exactly one of a statement's exits is.</param>
/// <param name="Writes">What is written on the way from where the exits parted.</param>
internal sealed record FlowEnd(ScalarExit Exit, ScalarCondition Condition, Dictionary<Cell, object> Writes)
{
    /// <summary>The same where something was written before.</summary>
    public FlowEnd Behind(Dictionary<Cell, object> before)
    {
        if (before.Count == 0)
        {
            return this;
        }

        var all = new Dictionary<Cell, object>(before);
        foreach (var write in Writes)
        {
            all[write.Key] = write.Value;
        }

        return this with { Writes = all };
    }
}

/// <summary>The exits of a statement, at most one of a kind: however branches nest, what follows is read once.</summary>
internal sealed record FlowEnds(ImmutableArray<FlowEnd> Items)
{
    /// <summary>The exit of a kind; null where there is none.</summary>
    public FlowEnd? this[ScalarExit exit] => Items.FirstOrDefault(end => end.Exit == exit);

    /// <summary>The same where something was written before.</summary>
    public FlowEnds Behind(Dictionary<Cell, object> before) => new([.. Items.Select(end => end.Behind(before))]);

    /// <summary>The exits of the one side where a condition holds, else of the other.</summary>
    public static FlowEnds Choose(ScalarCondition condition, FlowEnds holds, FlowEnds fails, int births) => new([.. Kinds(holds, fails).Select(exit =>
        (holds[exit], fails[exit]) switch
        {
            ({ } first, null) => first with { Condition = ScalarCondition.And(condition, first.Condition) },
            (null, { } second) => second with { Condition = ScalarCondition.And(ScalarCondition.Not(condition), second.Condition) },
            var (first, second) => new FlowEnd(
                exit, ScalarCondition.Either(condition, first!.Condition, second!.Condition), Merge(exit, condition, first, second, births)),
        })]);

    /// <summary>The exits of a statement and of what follows it, which is only reached by its exit <see cref="ScalarExit.Next"/>.</summary>
    public static FlowEnds Follow(FlowEnds first, FlowEnds rest, int births)
    {
        var next = first[ScalarExit.Next]!;
        bool isForkInTwo = first.Items.Length == 2;
        return new([.. Kinds(first, rest).Where(exit => exit != ScalarExit.Next || rest[exit] is not null).Select(exit =>
        {
            var left = exit == ScalarExit.Next ? null : first[exit];
            if (rest[exit] is not { } reached)
            {
                return left!;
            }

            reached = reached.Behind(next.Writes);
            return left is null
                ? reached with { Condition = ScalarCondition.And(next.Condition, reached.Condition) }
                : new FlowEnd(
                    exit,
                    ScalarCondition.Or(left.Condition, isForkInTwo ? reached.Condition : ScalarCondition.And(next.Condition, reached.Condition)),
                    Merge(exit, left.Condition, left, reached, births));
        })]);
    }

    /// <summary>The same with an exit renamed; where the other name is there too, both become one.</summary>
    public FlowEnds Rename(ScalarExit from, ScalarExit to, int births)
    {
        if (this[from] is not { } renamed)
        {
            return this;
        }

        var others = Items.Where(end => end.Exit != from && end.Exit != to);
        var merged = this[to] is not { } twin ? renamed with { Exit = to } : new FlowEnd(
            to, ScalarCondition.Or(twin.Condition, renamed.Condition), Merge(to, twin.Condition, twin, renamed, births));
        return new([.. others, merged]);
    }

    private static IEnumerable<ScalarExit> Kinds(FlowEnds left, FlowEnds right) => left.Items.Concat(right.Items).Select(static end => end.Exit).Distinct();

    // Nothing reads memory behind an exception.
    private static Dictionary<Cell, object> Merge(ScalarExit exit, ScalarCondition condition, FlowEnd holds, FlowEnd fails, int births) =>
        exit == ScalarExit.Throw ? [] : Alternatives.Choose(condition, holds.Writes, fails.Writes, births, keepsNew: false);
}
