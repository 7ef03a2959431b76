using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>A condition on real numbers, which only the running program can decide.</summary>
internal abstract record ScalarCondition
{
    /// <summary>One value where the condition holds, else the other. Branches are swapped, never comparisons negated, so
    /// that NaN goes where C# sends it.</summary>
    public abstract Expression Choose(Expression holds, Expression fails);

    public sealed record Compares(Comparison Comparison, Expression Left, Expression Right) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => holds.Pool.Select(Comparison, Left, Right, holds, fails);
    }

    public sealed record Not(ScalarCondition Condition) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => Condition.Choose(fails, holds);
    }

    public sealed record And(ScalarCondition Left, ScalarCondition Right) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => Left.Choose(Right.Choose(holds, fails), fails);
    }

    public sealed record Or(ScalarCondition Left, ScalarCondition Right) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => Left.Choose(holds, Right.Choose(holds, fails));
    }

    public sealed record Known(bool Holds) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => Holds ? holds : fails;
    }

    public sealed record Either(ScalarCondition Condition, ScalarCondition WhenTrue, ScalarCondition WhenFalse) : ScalarCondition
    {
        public override Expression Choose(Expression holds, Expression fails) => Condition.Choose(WhenTrue.Choose(holds, fails), WhenFalse.Choose(holds, fails));
    }
}
