using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>An integer that depends on the rounds of loops: c₀ + Σ cᵢ factorᵢ, where a factor is mostly a loop's round.</summary>
/// <param name="Start">c₀.</param>
/// <param name="Terms">The coefficients that are not 0, by factor; rounds first, in the order of their loops.</param>
internal sealed record LoopInteger(long Start, EquatableArray<LoopIntegerTerm> Terms)
{
    /// <summary>The value in the first round of every loop.</summary>
    public long First => Evaluate(static _ => 0);

    /// <summary>Whether it depends linearly on the rounds.</summary>
    public bool IsLinear => Terms.All(static term => term.Factor is IndexFactor.Round);

    /// <summary>The loops on whose rounds it depends.</summary>
    public IEnumerable<int> Loops => Terms.SelectMany(static term => term.Factor.Loops).Distinct();

    /// <summary>A constant.</summary>
    public static LoopInteger Constant(long value) => new(value, []);

    /// <summary>The round of a loop, from 0.</summary>
    public static LoopInteger Round(int loop) => Of(new IndexFactor.Round(loop));

    /// <summary>A factor alone.</summary>
    public static LoopInteger Of(IndexFactor factor) => new(0, [new LoopIntegerTerm(factor, 1)]);

    /// <summary>The sum.</summary>
    public LoopInteger Plus(LoopInteger other) => new(
        Start + other.Start,
        Terms.Concat(other.Terms).GroupBy(static term => term.Factor).Select(static group => new LoopIntegerTerm(group.Key, group.Sum(static term => term.Coefficient)))
            .Where(static term => term.Coefficient != 0).OrderBy(static term => term.Factor is IndexFactor.Round round ? round.Loop : int.MaxValue).ToEquatableArray());

    /// <summary>The sum with a constant.</summary>
    public LoopInteger Plus(long value) => this with { Start = Start + value };

    /// <summary>The product with a constant.</summary>
    public LoopInteger Times(long factor) => factor == 0
        ? Constant(0)
        : new(Start * factor, Terms.Select(term => term with { Coefficient = term.Coefficient * factor }).ToEquatableArray());

    /// <summary>The value in given rounds.</summary>
    public long Evaluate(Func<int, long> round) => Start + Terms.Sum(term => term.Coefficient * term.Factor.Evaluate(round));
}

/// <summary>A term of an <see cref="LoopInteger"/>.</summary>
internal sealed record LoopIntegerTerm(IndexFactor Factor, long Coefficient);
