using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Runs a program in double: the reference that emitted code is tested against.</summary>
internal sealed class ProgramEvaluation
{
    private readonly double[][] _arrays;
    private readonly double[] _variables;
    private readonly Dictionary<int, int> _rounds = [];

    private ProgramEvaluation(ScalarProgram program)
    {
        _arrays = [.. program.Arrays.Select(static array => array.Constants.IsEmpty ? new double[array.Length] : [.. array.Constants])];
        _variables = new double[program.Variables.Length];
    }

    /// <summary>The results.</summary>
    public static double[] Evaluate(ScalarProgram program, params double[] x)
    {
        var evaluation = new ProgramEvaluation(program);
        x.CopyTo(evaluation._arrays[ScalarProgram.Inputs], 0);
        evaluation.Run(program.Items);
        return evaluation._arrays[ScalarProgram.Results];
    }

    private void Run(EquatableArray<ProgramItem> items)
    {
        foreach (var item in items)
        {
            if (item is ProgramItem.Step step)
            {
                double[] results = step.Function.Evaluate([.. step.Arguments.Select(Read)]);
                for (int i = 0; i < results.Length; i++)
                {
                    Write(step.Targets[i].Place, results[i] + (step.Targets[i].Accumulates ? Read(step.Targets[i].Place) : 0));
                }
            }
            else if (item is ProgramItem.Loop loop)
            {
                Repeat(loop);
            }
        }
    }

    private void Repeat(ProgramItem.Loop loop)
    {
        Pass(loop, static carry => carry.Initial);
        for (int round = 0; round < loop.Count; round++)
        {
            _rounds[loop.Number] = loop.IsDescending ? loop.Count - 1 - round : round;
            Run(loop.Body);
            Pass(loop, static carry => carry.Next);
        }
    }

    private void Pass(ProgramItem.Loop loop, System.Func<Carry, ProgramPlace> from)
    {
        double[] values = [.. loop.Carries.Select(carry => Read(from(carry)))];
        for (int i = 0; i < values.Length; i++)
        {
            _variables[loop.Carries[i].Variable] = values[i];
        }
    }

    private double Read(ProgramPlace place) => place switch
    {
        ProgramPlace.Constant constant => constant.Value,
        ProgramPlace.Scalar scalar => _variables[scalar.Id],
        ProgramPlace.Element element => _arrays[element.Array][element.Index.Evaluate(loop => _rounds[loop])],
        ProgramPlace.Round round => round.Value.Evaluate(loop => _rounds[loop]),
        ProgramPlace.Unit unit => unit.Left.Evaluate(loop => _rounds[loop]) == unit.Right.Evaluate(loop => _rounds[loop]) ? 1 : 0,
        _ => throw new System.InvalidOperationException("A place of no known kind."),
    };

    private void Write(ProgramPlace place, double value)
    {
        if (place is ProgramPlace.Scalar scalar)
        {
            _variables[scalar.Id] = value;
        }
        else if (place is ProgramPlace.Element element)
        {
            _arrays[element.Array][element.Index.Evaluate(loop => _rounds[loop])] = value;
        }
    }
}
