using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Arithmetic on integers that depend on the round of a loop that is kept.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>An integer that is not linear in the rounds is checked in each of them, in so many at most.</summary>
    private const int MostRoundsChecked = 1 << 18;

    /// <summary>An integer, or a truth: known where it is the same in all rounds, else a condition that each round decides.</summary>
    private object KeptIntegers(BinaryOperatorKind kind, object left, object right)
    {
        LoopInteger l = LoopIntegerOf(left), r = LoopIntegerOf(right), difference = l.Plus(r.Times(-1));
        return kind switch
        {
            BinaryOperatorKind.Add => new KeptInteger(l.Plus(r)),
            BinaryOperatorKind.Subtract => new KeptInteger(difference),
            BinaryOperatorKind.Multiply when left is long factor => new KeptInteger(r.Times(factor)),
            BinaryOperatorKind.Multiply when right is long factor => new KeptInteger(l.Times(factor)),
            BinaryOperatorKind.Multiply => Kept(new IndexFactor.Product(l, r)),
            BinaryOperatorKind.Divide when right is long and not 0 => Kept(new IndexFactor.Quotient(l, (long)right)),
            BinaryOperatorKind.Remainder when right is long and not 0 => Kept(new IndexFactor.Remainder(l, (long)right)),
            BinaryOperatorKind.LessThan => IsBelow(difference, 0).Value,
            BinaryOperatorKind.LessThanOrEqual => IsBelow(difference, 1).Value,
            BinaryOperatorKind.GreaterThan => ScalarCondition.Not(IsBelow(difference, 1)).Value,
            BinaryOperatorKind.GreaterThanOrEqual => ScalarCondition.Not(IsBelow(difference, 0)).Value,
            BinaryOperatorKind.Equals => IsZero(difference).Value,
            BinaryOperatorKind.NotEquals => ScalarCondition.Not(IsZero(difference)).Value,
            _ => throw new KeptRefusal(),
        };
    }

    private static LoopInteger LoopIntegerOf(object integer) => integer is KeptInteger kept ? kept.Value : LoopInteger.Constant((long)integer);

    /// <summary>An integer that is not linear; what would overflow in the generated code is refused.</summary>
    private KeptInteger Kept(IndexFactor factor)
    {
        var value = LoopInteger.Of(factor);
        var (least, most) = Bounds(value);
        return least >= int.MinValue && most <= int.MaxValue ? new KeptInteger(value) : throw new KeptRefusal();
    }

    private ScalarCondition IsBelow(LoopInteger value, long bound)
    {
        var (least, most) = Bounds(value);
        return most < bound ? ScalarCondition.True : least >= bound ? ScalarCondition.False
            : Compare(Comparison.Less, RoundNumber(value), _pool.Number(bound));
    }

    private ScalarCondition IsZero(LoopInteger value)
    {
        var (least, most) = Bounds(value);
        return least > 0 || most < 0 ? ScalarCondition.False : least == most ? ScalarCondition.True
            : Compare(Comparison.Equal, RoundNumber(value), _pool.Number(0));
    }

    private Expression RoundNumber(LoopInteger value) => _kept!.Argument(new ProgramPlace.Round(value));

    /// <summary>The least and the greatest value over all rounds.</summary>
    private (long Least, long Most) Bounds(LoopInteger value)
    {
        if (!value.IsLinear)
        {
            var values = Values(value).ToList();
            return (values.Min(), values.Max());
        }

        var ends = value.Terms.Select(term => term.Coefficient * (_kept!.CountOf(((IndexFactor.Round)term.Factor).Loop) - 1)).ToList();
        return (value.Start + ends.Sum(static end => Math.Min(end, 0)), value.Start + ends.Sum(static end => Math.Max(end, 0)));
    }

    /// <summary>The value in each round.</summary>
    private IEnumerable<long> Values(LoopInteger value) => RoundsOf([.. value.Loops]).Select(value.Evaluate);

    /// <summary>All rounds of some loops.</summary>
    private IEnumerable<Func<int, long>> RoundsOf(int[] loops)
    {
        if (loops.Aggregate(1.0, (product, loop) => product * _kept!.CountOf(loop)) > MostRoundsChecked)
        {
            throw new KeptRefusal();
        }

        long[] rounds = new long[loops.Length];
        int next;
        do
        {
            yield return loop => rounds[Array.IndexOf(loops, loop)];
            for (next = 0; next < loops.Length && ++rounds[next] == _kept!.CountOf(loops[next]); next++)
            {
                rounds[next] = 0;
            }
        }
        while (next < loops.Length);
    }
}
