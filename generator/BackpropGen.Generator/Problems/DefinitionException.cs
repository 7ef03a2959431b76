using System;

namespace BackpropGen.Generator.Problems;

/// <summary>A mistake found by a stage that knows no source positions. The reader catches it at the expression it evaluates.</summary>
internal sealed class DefinitionException : Exception
{
    public DefinitionException(ProblemKind kind, params object[] arguments)
        : base(string.Format(System.Globalization.CultureInfo.InvariantCulture, kind.Format, arguments))
    {
        Kind = kind;
        Arguments = arguments;
    }

    public ProblemKind Kind { get; }

    public object[] Arguments { get; }
}
