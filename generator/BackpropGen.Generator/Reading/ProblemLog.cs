using System;
using System.Collections.Generic;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Reports each problem once, though a definition is read twice and its loops unroll.</summary>
internal sealed class ProblemLog(Action<Problem>? report)
{
    private readonly HashSet<(ProblemKind, Location)> _reported = [];

    /// <summary>Whether a mistake was found that leaves no sound model, reported or the compiler's own.</summary>
    public bool IsBroken { get; private set; }

    public void Report(ProblemKind kind, Location location, params object[] arguments)
    {
        // These two leave a well-defined model, if hardly the intended one.
        IsBroken |= !kind.IsWarning && kind != ProblemKinds.IntegerDivision && kind != ProblemKinds.UnusedParameter;
        if (report is not null && _reported.Add((kind, location)))
        {
            report(new Problem(kind, location, arguments));
        }
    }

    /// <summary>Notes a mistake that the compiler reports.</summary>
    public void Break() => IsBroken = true;
}
