using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What a scalar method computes: one expression, or a program whose loops are kept. One of the two is null.</summary>
internal sealed record ScalarComputation(VectorFunction? Function, ScalarProgram? Program)
{
    /// <summary>All steps.</summary>
    public IEnumerable<Instruction> Instructions => Function is not null ? Function.Instructions : Steps(Program!.Items);

    /// <summary>Reads a method as one expression, as long as that is short; else with its loops kept; else, where they cannot be, as a long expression.</summary>
    public static ScalarComputation? Read(
        ScalarSignature signature, IOperation body, ScalarSources sources, Action<ProblemKind, Location, object[]> report, CancellationToken cancellation)
    {
        var first = ScalarReader.Read(signature, body, sources, report, ScalarReader.ShortBudget, out bool isLong, cancellation);
        if (!isLong)
        {
            return first is null ? null : new(first, null);
        }

        if (CanBeKept(signature) && ScalarReader.ReadProgram(signature, body, sources, cancellation) is { } program)
        {
            return new(null, program);
        }

        return ScalarReader.Read(signature, body, sources, report, cancellation) is { } function ? new(function, null) : null;
    }

    // Numbers are added up where they lie: in spans of numbers and in locals.
    private static bool CanBeKept(ScalarSignature signature) => signature.Parameters.All(static parameter => parameter.Model.Layout switch
    {
        ScalarLayout.Sequence sequence => sequence.Element is ScalarLayout.Real,
        ScalarLayout.Structure => parameter.Model.Direction == ParameterDirection.Input,
        _ => true,
    });

    private static IEnumerable<Instruction> Steps(IEnumerable<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => Steps(loop.Body),
        ProgramItem.Step step => step.Function.Instructions,
        _ => [],
    });
}
