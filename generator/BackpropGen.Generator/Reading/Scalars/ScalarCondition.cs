using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>A condition on real numbers, which only the running program can decide.</summary>
internal abstract record ScalarCondition
{
    /// <summary>A larger condition is computed once, as a number that is 1 where it holds: selections by it stay linear in size.</summary>
    private const int LargestSize = 6;

    public static readonly ScalarCondition True = new Known(true);

    public static readonly ScalarCondition False = new Known(false);

    /// <summary>The number of its comparisons.</summary>
    protected abstract int Size { get; }

    protected abstract ExpressionPool? Pool { get; }

    /// <summary>One value where the condition holds, else the other. Branches are swapped, never comparisons negated, so
    /// that NaN goes where C# sends it.</summary>
    public abstract Expression Choose(Expression holds, Expression fails);

    /// <summary>A known or undecided truth as a condition.</summary>
    public static ScalarCondition Of(object value) => value as ScalarCondition ?? ((bool)value ? True : False);

    /// <summary>Conditions that all hold where this one does.</summary>
    public virtual IEnumerable<ScalarCondition> Parts => [this];

    /// <summary>The condition as the value of an expression: <c>bool</c> where it is known.</summary>
    public object Value => this is Known known ? known.Holds : this;

    public static ScalarCondition Not(ScalarCondition condition) => condition switch
    {
        Known known => known.Holds ? False : True,
        Negation negation => negation.Condition,
        _ => new Negation(condition),
    };

    public static ScalarCondition And(ScalarCondition left, ScalarCondition right) => (left, right) switch
    {
        (Known known, _) => known.Holds ? right : left,
        (_, Known known) => known.Holds ? left : right,
        _ => Compact(new Conjunction(left, right)),
    };

    public static ScalarCondition Or(ScalarCondition left, ScalarCondition right) => (left, right) switch
    {
        (Known known, _) => known.Holds ? left : right,
        (_, Known known) => known.Holds ? right : left,
        _ => Compact(new Disjunction(left, right)),
    };

    /// <summary>One condition where another holds, else a third.</summary>
    public static ScalarCondition Either(ScalarCondition condition, ScalarCondition holds, ScalarCondition fails) => (holds, fails) switch
    {
        _ when condition is Known known => known.Holds ? holds : fails,
        _ when holds.Equals(fails) => holds,
        (Known { Holds: true }, _) => Or(condition, fails),
        (Known, _) => And(Not(condition), fails),
        (_, Known { Holds: true }) => Or(Not(condition), holds),
        (_, Known) => And(condition, holds),
        _ => Compact(new Alternative(condition, holds, fails)),
    };

    private static ScalarCondition Compact(ScalarCondition condition)
    {
        if (condition.Size <= LargestSize || condition.Pool is not { } pool)
        {
            return condition;
        }

        var holds = condition.Choose(pool.Number(1), pool.Number(0));
        return holds.IsNumber(out double known) ? known > 0 ? True : False : new Compares(Comparison.Less, pool.Number(0), holds);
    }

    /// <summary>Whether another condition holds, or does not, wherever this one holds; null where it may do either.</summary>
    public bool? Decides(ScalarCondition other) => Equals(other) ? true
        : Equals(Not(other)) ? false
        : other is Negation negation ? !Decides(negation.Condition)
        : this is Compares own && other is Compares asked ? own.Decides(asked)
        : null;

    public sealed record Compares(Comparison Comparison, Expression Left, Expression Right) : ScalarCondition
    {
        /// <summary>What is compared is told by the comparison itself: NaN takes part in none that holds.</summary>
        public bool? Decides(Compares other)
        {
            bool isSame = (other.Left == Left && other.Right == Right) || (other.Left == -Right && other.Right == -Left);
            bool isSwapped = (other.Left == Right && other.Right == Left) || (other.Left == -Left && other.Right == -Right);
            return (Comparison, other.Comparison) switch
            {
                (Comparison.Less, Comparison.Less or Comparison.LessOrEqual) when isSame => true,
                (Comparison.Less, Comparison.Equal) when isSame || isSwapped => false,
                (Comparison.Less, Comparison.Less or Comparison.LessOrEqual) when isSwapped => false,
                (Comparison.LessOrEqual, Comparison.LessOrEqual) when isSame => true,
                (Comparison.LessOrEqual, Comparison.Less) when isSwapped => false,
                (Comparison.Equal, Comparison.LessOrEqual or Comparison.Equal) when isSame || isSwapped => true,
                (Comparison.Equal, Comparison.Less) when isSame || isSwapped => false,
                _ => null,
            };
        }

        protected override int Size => 1;

        protected override ExpressionPool? Pool => Left.Pool;

        public override Expression Choose(Expression holds, Expression fails) => holds.Pool.Select(Comparison, Left, Right, holds, fails);
    }

    private sealed record Negation(ScalarCondition Condition) : ScalarCondition
    {
        protected override int Size => Condition.Size;

        protected override ExpressionPool? Pool => Condition.Pool;

        public override IEnumerable<ScalarCondition> Parts =>
            Condition is Disjunction either ? Not(either.Left).Parts.Concat(Not(either.Right).Parts) : [this];

        public override Expression Choose(Expression holds, Expression fails) => Condition.Choose(fails, holds);
    }

    private sealed record Conjunction(ScalarCondition Left, ScalarCondition Right) : ScalarCondition
    {
        protected override int Size { get; } = Left.Size + Right.Size;

        protected override ExpressionPool? Pool => Left.Pool;

        public override IEnumerable<ScalarCondition> Parts => Left.Parts.Concat(Right.Parts);

        public override Expression Choose(Expression holds, Expression fails) => Left.Choose(Right.Choose(holds, fails), fails);
    }

    private sealed record Disjunction(ScalarCondition Left, ScalarCondition Right) : ScalarCondition
    {
        protected override int Size { get; } = Left.Size + Right.Size;

        protected override ExpressionPool? Pool => Left.Pool;

        public override Expression Choose(Expression holds, Expression fails) => Left.Choose(holds, Right.Choose(holds, fails));
    }

    private sealed record Alternative(ScalarCondition Condition, ScalarCondition Holds, ScalarCondition Fails) : ScalarCondition
    {
        protected override int Size { get; } = Condition.Size + Holds.Size + Fails.Size;

        protected override ExpressionPool? Pool => Condition.Pool;

        public override Expression Choose(Expression holds, Expression fails) =>
            Condition.Choose(Holds.Choose(holds, fails), Fails.Choose(holds, fails));
    }

    private sealed record Known(bool Holds) : ScalarCondition
    {
        protected override int Size => 0;

        protected override ExpressionPool? Pool => null;

        public override Expression Choose(Expression holds, Expression fails) => Holds ? holds : fails;
    }
}
