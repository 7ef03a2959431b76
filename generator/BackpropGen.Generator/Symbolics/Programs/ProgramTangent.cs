using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The derivative of a program along a direction: beside each number stands its tangent.</summary>
internal sealed class ProgramTangent
{
    // The loops over the columns of a matrix have this number and lower ones; a program's own have numbers from 0, one over rows has −1.
    private const int FirstColumnLoop = -2;

    private readonly ScalarProgram _program;
    private readonly IReadOnlyList<ProgramPlace>? _directions;
    private LoopInteger _derivatives;
    private LoopInteger _column = LoopInteger.Constant(0);

    // The results themselves come from a run of their own: added to in each round, they would be too large.
    private bool _isRepeated;

    private readonly ProgramBuilder _builder;
    private readonly int _results;
    private readonly Dictionary<int, int> _variables = [];
    private readonly Dictionary<int, int> _arrays = [];

    private ProgramTangent(ScalarProgram program, IReadOnlyList<ProgramPlace>? directions, int inputs)
    {
        _program = program;
        _directions = directions;
        _builder = new ProgramBuilder(program);
        _results = program.Arrays[ScalarProgram.Results].Length;
        _derivatives = LoopInteger.Constant(_results);
        _builder.Resize(ScalarProgram.Inputs, inputs);
        _builder.Resize(ScalarProgram.Results, 2 * _results);
    }

    /// <summary>The results, then their derivatives along a direction.</summary>
    /// <param name="program">The program.</param>
    /// <param name="directions">The tangent of each of its inputs: constants, or inputs behind its own.</param>
    /// <param name="inputs">The number of inputs with the directions'.</param>
    public static ScalarProgram Of(ScalarProgram program, IReadOnlyList<ProgramPlace> directions, int inputs)
    {
        var tangent = new ProgramTangent(program, directions, inputs);
        var items = tangent.Items(program.Items);
        return ProgramFusion.Fuse(new ScalarProgram(tangent._builder.Arrays, tangent._builder.Variables, items));
    }

    /// <summary>The results, then, for each of some inputs, the derivatives of the results by it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="chosen">The inputs to differentiate by.</param>
    public static ScalarProgram Columns(ScalarProgram program, IReadOnlyList<int> chosen)
    {
        // Inputs in a row have a loop around it all, in whose round k the direction is that of the k-th of them.
        int arity = program.Arity, done = 0;
        var tangent = new ProgramTangent(program, null, arity) { _isRepeated = true };
        tangent._builder.Resize(ScalarProgram.Results, (1 + chosen.Count) * tangent._results);
        var items = new List<ProgramItem>(program.Items);
        foreach (var (first, count) in Ranges(chosen))
        {
            int loop = FirstColumnLoop - items.Count;
            tangent._column = LoopInteger.Round(loop).Plus(first);
            tangent._derivatives = LoopInteger.Constant((1 + done) * tangent._results).Plus(LoopInteger.Round(loop).Times(tangent._results));
            items.Add(new ProgramItem.Loop(loop, "column", count, false, [], tangent.Items(program.Items)));
            done += count;
        }

        return ProgramFusion.Fuse(new ScalarProgram(tangent._builder.Arrays, tangent._builder.Variables, items.ToEquatableArray()));
    }

    private static IEnumerable<(int First, int Count)> Ranges(IReadOnlyList<int> chosen)
    {
        int first = 0;
        for (int i = 1; i <= chosen.Count; i++)
        {
            if (i == chosen.Count || chosen[i] != chosen[i - 1] + 1)
            {
                yield return (chosen[first], i - first);
                first = i;
            }
        }
    }

    private EquatableArray<ProgramItem> Items(EquatableArray<ProgramItem> items) => items.Select(item => item switch
    {
        ProgramItem.Loop loop => loop with
        {
            Carries = loop.Carries.SelectMany(carry => new[]
            {
                carry,
                new Carry(Dot(carry.Variable), TangentOf(carry.Initial), TangentOf(carry.Next)),
            }).ToEquatableArray(),
            Body = Items(loop.Body),
        },
        ProgramItem.Step step => (ProgramItem)Step(step),
        _ => item,
    }).ToEquatableArray();

    private ProgramItem.Step Step(ProgramItem.Step step)
    {
        // Each argument has a tangent beside it; a constant's is 0, and folds away.
        int count = step.Targets.Length;
        var function = step.Function.JacobianVectorProduct([.. Enumerable.Range(0, step.Arguments.Length)]);
        int[] kept = [.. Enumerable.Range(0, count).Where(i => !_isRepeated || step.Targets[i].Place is not ProgramPlace.Element { Array: ScalarProgram.Results })];
        return new ProgramItem.Step(
            function.Select([.. kept, .. Enumerable.Range(count, count)]),
            [.. step.Arguments, .. step.Arguments.Select(TangentOf)],
            [.. kept.Select(i => step.Targets[i]), .. step.Targets.Select(target => target with { Place = TangentOf(target.Place) })]);
    }

    private ProgramPlace TangentOf(ProgramPlace place) => place switch
    {
        ProgramPlace.Scalar scalar => new ProgramPlace.Scalar(Dot(scalar.Id)),
        ProgramPlace.Element { Array: ScalarProgram.Inputs } element => Direction(element.Index),
        ProgramPlace.Element { Array: ScalarProgram.Results } element => element with { Index = element.Index.Plus(_derivatives) },
        ProgramPlace.Element element when _program.Arrays[element.Array].Constants.IsEmpty => element with { Array = DotArray(element.Array) },
        _ => new ProgramPlace.Constant(0),
    };

    // Inputs that loops run over have directions in the same order, all or none.
    private ProgramPlace Direction(LoopInteger index) => _directions is null ? new ProgramPlace.Unit(_column, index)
        : index.Terms.IsEmpty || _directions[(int)index.First] is not ProgramPlace.Element first ? _directions[(int)index.First]
        : first with { Index = first.Index.Plus(index.Plus(-index.First)) };

    private int Dot(int variable)
    {
        if (!_variables.TryGetValue(variable, out int dot))
        {
            _variables.Add(variable, dot = _builder.AddVariable(_program.Variables[variable] + "Dot"));
        }

        return dot;
    }

    private int DotArray(int array)
    {
        if (!_arrays.TryGetValue(array, out int dot))
        {
            _arrays.Add(array, dot = _builder.AddArray(_program.Arrays[array].Name + "Dot", _program.Arrays[array].Length));
        }

        return dot;
    }
}
