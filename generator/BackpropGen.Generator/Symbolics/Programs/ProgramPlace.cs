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
    public sealed record Element(int Array, LoopInteger Index) : ProgramPlace;

    /// <summary>A number that counts rounds.</summary>
    public sealed record Round(LoopInteger Value) : ProgramPlace;

    /// <summary>1 where two integers are equal, else 0: an element of a unit vector.</summary>
    public sealed record Unit(LoopInteger Left, LoopInteger Right) : ProgramPlace;
}
