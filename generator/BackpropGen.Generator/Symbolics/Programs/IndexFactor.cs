using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>An integer that changes with the rounds of loops.</summary>
internal abstract record IndexFactor
{
    /// <summary>The loops on whose rounds it depends.</summary>
    public abstract IEnumerable<int> Loops { get; }

    /// <summary>The value in given rounds.</summary>
    public abstract long Evaluate(Func<int, long> round);

    /// <summary>The round of a loop.</summary>
    public sealed record Round(int Loop) : IndexFactor
    {
        public override IEnumerable<int> Loops => [Loop];

        public override long Evaluate(Func<int, long> round) => round(Loop);
    }

    /// <summary>What a division by a constant leaves, with the sign of what is divided.</summary>
    public sealed record Remainder(LoopInteger Value, long Divisor) : IndexFactor
    {
        public override IEnumerable<int> Loops => Value.Loops;

        public override long Evaluate(Func<int, long> round) => Value.Evaluate(round) % Divisor;
    }

    /// <summary>A quotient by a constant, rounded towards zero.</summary>
    public sealed record Quotient(LoopInteger Value, long Divisor) : IndexFactor
    {
        public override IEnumerable<int> Loops => Value.Loops;

        public override long Evaluate(Func<int, long> round) => Value.Evaluate(round) / Divisor;
    }

    /// <summary>An integer moved between two limits.</summary>
    public sealed record Clamp(LoopInteger Value, long Least, long Most) : IndexFactor
    {
        public override IEnumerable<int> Loops => Value.Loops;

        public override long Evaluate(Func<int, long> round) => Math.Min(Math.Max(Value.Evaluate(round), Least), Most);
    }

    /// <summary>A product of two integers that both change.</summary>
    public sealed record Product(LoopInteger Left, LoopInteger Right) : IndexFactor
    {
        public override IEnumerable<int> Loops => Left.Loops.Concat(Right.Loops).Distinct();

        public override long Evaluate(Func<int, long> round) => Left.Evaluate(round) * Right.Evaluate(round);
    }
}
