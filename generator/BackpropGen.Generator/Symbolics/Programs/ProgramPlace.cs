using System;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Where a number of a <see cref="ScalarProgram"/> is.</summary>
internal abstract record ProgramPlace
{
    /// <summary>A number known at compile time.</summary>
    public sealed record Constant(double Value) : ProgramPlace;

    /// <summary>A variable.</summary>
    public sealed record Scalar(int Id) : ProgramPlace;

    /// <summary>An element of an array; its index depends on the rounds of the loops around.</summary>
    public sealed record Element(int Array, Affine Index) : ProgramPlace;

    /// <summary>A number that counts rounds.</summary>
    public sealed record Round(Affine Value) : ProgramPlace;

    /// <summary>1 where two integers are equal, else 0: an element of a unit vector.</summary>
    public sealed record Unit(Affine Left, Affine Right) : ProgramPlace;
}

/// <summary>An integer that depends linearly on the rounds of loops: c₀ + Σ cᵢ roundᵢ.</summary>
/// <param name="Start">c₀.</param>
/// <param name="Terms">The coefficients that are not 0, by loop.</param>
internal sealed record Affine(long Start, EquatableArray<AffineTerm> Terms)
{
    /// <summary>A constant.</summary>
    public static Affine Constant(long value) => new(value, []);

    /// <summary>The round of a loop, from 0.</summary>
    public static Affine Round(int loop) => new(0, [new AffineTerm(loop, 1)]);

    /// <summary>The sum.</summary>
    public Affine Plus(Affine other) => new(
        Start + other.Start,
        Terms.Concat(other.Terms).GroupBy(static term => term.Loop).Select(static group => new AffineTerm(group.Key, group.Sum(static term => term.Coefficient)))
            .Where(static term => term.Coefficient != 0).OrderBy(static term => term.Loop).ToEquatableArray());

    /// <summary>The sum with a constant.</summary>
    public Affine Plus(long value) => this with { Start = Start + value };

    /// <summary>The product with a constant.</summary>
    public Affine Times(long factor) => factor == 0
        ? Constant(0)
        : new(Start * factor, Terms.Select(term => term with { Coefficient = term.Coefficient * factor }).ToEquatableArray());

    /// <summary>The value in given rounds.</summary>
    public long Evaluate(Func<int, long> round) => Start + Terms.Sum(term => term.Coefficient * round(term.Loop));
}

/// <summary>A term of an <see cref="Affine"/>.</summary>
internal sealed record AffineTerm(int Loop, long Coefficient);
