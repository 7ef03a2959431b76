using System;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Ends the reading of a scalar method; without a kind, the compiler reports the mistake itself.</summary>
internal sealed class ScalarProblem(ProblemKind? kind, Location location, params object[] arguments) : Exception
{
    public ProblemKind? Kind { get; } = kind;

    public Location Location { get; } = location;

    public object[] Arguments { get; } = arguments;

    /// <summary>The compiler's own mistake.</summary>
    public static ScalarProblem OfCompiler(IOperation operation) => new(null, operation.Syntax.GetLocation());

    /// <summary>Something that has no derivative, in the words of the source.</summary>
    public static ScalarProblem At(IOperation operation, string why) =>
        new(ProblemKinds.NotDifferentiable, operation.Syntax.GetLocation(), Text(operation), why);

    /// <summary>The operation as it is written, cut where it is long.</summary>
    private static string Text(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }
}
