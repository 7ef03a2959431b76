using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>An integer that real conditions decide, with each value it may have and when: exactly one of the conditions holds.
/// Arithmetic goes through the values, so that a division truncates as C# says.</summary>
internal sealed class UndecidedInteger
{
    /// <summary>More values are refused: the cost of arithmetic grows with their square.</summary>
    public const int LargestCount = 64;

    private UndecidedInteger(ImmutableArray<(long Value, ScalarCondition Condition)> cases) => Cases = cases;

    /// <summary>The values in the order in which they came up.</summary>
    public ImmutableArray<(long Value, ScalarCondition Condition)> Cases { get; }

    /// <summary>One integer where a condition holds, else another.</summary>
    public static object Choose(ScalarCondition condition, object holds, object fails) => Collect(
        CasesOf(holds).Select(one => (one.Value, ScalarCondition.And(condition, one.Condition)))
            .Concat(CasesOf(fails).Select(one => (one.Value, ScalarCondition.And(ScalarCondition.Not(condition), one.Condition)))));

    /// <summary>A function of two integers of which one at least is undecided.</summary>
    public static object Combine(object left, object right, Func<long, long, long> combine) => Collect(
        from l in CasesOf(left) from r in CasesOf(right) select (combine(l.Value, r.Value), ScalarCondition.And(l.Condition, r.Condition)));

    /// <summary>Whether a relation holds between two integers of which one at least is undecided.</summary>
    public static object Compare(object left, object right, Func<long, long, bool> holds)
    {
        var condition = ScalarCondition.False;
        bool isCertain = true;
        foreach (var (l, r) in from l in CasesOf(left) from r in CasesOf(right) select (l, r))
        {
            if (holds(l.Value, r.Value))
            {
                condition = ScalarCondition.Or(condition, ScalarCondition.And(l.Condition, r.Condition));
            }
            else
            {
                isCertain = false;
            }
        }

        return isCertain ? true : condition.Value;
    }

    /// <summary>The value that belongs to the integer's value.</summary>
    public object Select(Func<long, object> value)
    {
        object result = value(Cases[Cases.Length - 1].Value);
        for (int i = Cases.Length - 2; i >= 0; i--)
        {
            result = Alternatives.Choose(Cases[i].Condition, value(Cases[i].Value), result);
        }

        return result;
    }

    /// <summary>The integer as a real number.</summary>
    public Expression ToExpression(ExpressionPool pool)
    {
        Expression result = pool.Number(Cases[Cases.Length - 1].Value);
        for (int i = Cases.Length - 2; i >= 0; i--)
        {
            result = Cases[i].Condition.Choose(pool.Number(Cases[i].Value), result);
        }

        return result;
    }

    private static ImmutableArray<(long Value, ScalarCondition Condition)> CasesOf(object value) =>
        value is UndecidedInteger undecided ? undecided.Cases : [((long)value, ScalarCondition.True)];

    private static object Collect(IEnumerable<(long Value, ScalarCondition Condition)> cases)
    {
        var order = new List<long>();
        var conditions = new Dictionary<long, ScalarCondition>();
        foreach (var (value, condition) in cases)
        {
            if (conditions.TryGetValue(value, out var before))
            {
                conditions[value] = ScalarCondition.Or(before, condition);
            }
            else if (!condition.Equals(ScalarCondition.False))
            {
                order.Add(value);
                conditions.Add(value, condition);
            }
        }

        return order.Count == 1 ? order[0]
            : order.Count <= LargestCount ? new UndecidedInteger([.. order.Select(value => (value, conditions[value]))])
            : new Irreconcilable(FormattableString.Invariant($"real conditions give this integer more than {LargestCount} values"));
    }
}
