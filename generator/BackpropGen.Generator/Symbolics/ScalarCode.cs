using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>C# that computes scalar functions.</summary>
/// <param name="body">Declarations of the values used more than once, in order.</param>
/// <param name="results">One expression for each function.</param>
internal sealed class ScalarCode(IReadOnlyList<Statement> body, EquatableArray<string> results)
{
    /// <summary>Declarations of the values used more than once, in order, with the branches that some are computed in.</summary>
    public IReadOnlyList<Statement> Body { get; } = body;

    /// <summary>The body's lines.</summary>
    public EquatableArray<string> Statements => Statement.Lines(Body).ToEquatableArray();

    /// <summary>One expression for each function.</summary>
    public EquatableArray<string> Results { get; } = results;

    /// <summary>The first number that no local's name has, for code in the same scope.</summary>
    public int NextLocal { get; init; }

    /// <summary>The expression of the only function.</summary>
    public string Result => Results[0];
}
