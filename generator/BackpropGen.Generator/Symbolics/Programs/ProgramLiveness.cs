using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Leaves away what reaches no result of a program.</summary>
/// <param name="isWanted">Whether the result that begins at an index is wanted.</param>
internal sealed class ProgramLiveness(System.Func<long, bool> isWanted)
{
    private readonly HashSet<int> _variables = [];
    private readonly HashSet<int> _arrays = [];
    private bool _hasChanged;

    /// <summary>The same program without its dead steps, results of steps, carries and loops.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isWanted">Whether a result, or one that loops begin with, is wanted; all are unless said.</param>
    public static ScalarProgram Prune(ScalarProgram program, System.Func<long, bool>? isWanted = null)
    {
        var liveness = new ProgramLiveness(isWanted ?? (static _ => true));
        do
        {
            liveness._hasChanged = false;
            liveness.Mark(program.Items);
        }
        while (liveness._hasChanged);
        return program with { Items = liveness.Kept(program.Items) };
    }

    private void Mark(EquatableArray<ProgramItem> items)
    {
        foreach (var item in items.Reverse())
        {
            if (item is ProgramItem.Loop loop)
            {
                Mark(loop.Body);
                foreach (var carry in loop.Carries.Where(carry => _variables.Contains(carry.Variable)))
                {
                    Live(carry.Initial);
                    Live(carry.Next);
                }
            }
            else if (item is ProgramItem.Step step)
            {
                MarkArguments(step);
            }
        }
    }

    private void MarkArguments(ProgramItem.Step step)
    {
        int[] live = [.. Enumerable.Range(0, step.Targets.Length).Where(i => IsLive(step.Targets[i].Place))];
        if (live.Length == 0)
        {
            return;
        }

        var used = live.Length == step.Targets.Length ? step.Function.UsedArguments : step.Function.Select(live).UsedArguments;
        for (int i = 0; i < used.Length; i++)
        {
            if (used[i])
            {
                Live(step.Arguments[i]);
            }
        }
    }

    private bool IsLive(ProgramPlace place) => place switch
    {
        ProgramPlace.Scalar scalar => _variables.Contains(scalar.Id),
        ProgramPlace.Element { Array: ScalarProgram.Results } result => isWanted(result.Index.First),
        ProgramPlace.Element element => _arrays.Contains(element.Array),
        _ => false,
    };

    private void Live(ProgramPlace place) =>
        _hasChanged |= place is ProgramPlace.Scalar scalar ? _variables.Add(scalar.Id) : place is ProgramPlace.Element element && _arrays.Add(element.Array);

    private EquatableArray<ProgramItem> Kept(EquatableArray<ProgramItem> items)
    {
        var kept = new List<ProgramItem>();
        foreach (var item in items)
        {
            if (item is ProgramItem.Loop loop)
            {
                var left = loop with { Carries = loop.Carries.Where(carry => _variables.Contains(carry.Variable)).ToEquatableArray(), Body = Kept(loop.Body) };
                if (!left.Carries.IsEmpty || !left.Body.IsEmpty)
                {
                    kept.Add(left);
                }
            }
            else if (item is ProgramItem.Step step && Kept(step) is { } left)
            {
                kept.Add(left);
            }
        }

        return kept.ToEquatableArray();
    }

    private ProgramItem.Step? Kept(ProgramItem.Step step)
    {
        int[] live = [.. Enumerable.Range(0, step.Targets.Length).Where(i => IsLive(step.Targets[i].Place))];
        if (live.Length == 0)
        {
            return null;
        }

        var (function, used) = (live.Length == step.Targets.Length ? step.Function : step.Function.Select(live)).OfUsedArguments();
        return new ProgramItem.Step(function, [.. used.Select(i => step.Arguments[i])], [.. live.Select(i => step.Targets[i])]);
    }
}
