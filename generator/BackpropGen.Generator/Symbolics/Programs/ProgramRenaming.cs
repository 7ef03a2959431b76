using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Gives what a loop assigns new variables, so that it can run a second time beside the first.</summary>
internal sealed class ProgramRenaming
{
    private readonly ProgramBuilder _builder;
    private readonly Dictionary<int, int> _variables = [];

    private ProgramRenaming(ProgramBuilder builder) => _builder = builder;

    /// <summary>The same loop with variables of its own; where it begins is read from the old ones.</summary>
    public static ProgramItem.Loop Rename(ProgramItem.Loop loop, ProgramBuilder builder)
    {
        var renaming = new ProgramRenaming(builder);
        renaming.Collect([loop]);
        return renaming.Renamed(loop);
    }

    private void Collect(EquatableArray<ProgramItem> items)
    {
        foreach (var item in items)
        {
            if (item is ProgramItem.Loop loop)
            {
                foreach (var carry in loop.Carries)
                {
                    Add(carry.Variable);
                }

                Collect(loop.Body);
            }
            else if (item is ProgramItem.Step step)
            {
                foreach (var scalar in step.Targets.Select(static target => target.Place).OfType<ProgramPlace.Scalar>())
                {
                    Add(scalar.Id);
                }
            }
        }
    }

    private void Add(int variable)
    {
        if (!_variables.ContainsKey(variable))
        {
            _variables.Add(variable, _builder.AddVariable(_builder.NameOf(variable)));
        }
    }

    private ProgramItem.Loop Renamed(ProgramItem.Loop loop) => loop with
    {
        Carries = loop.Carries.Select(carry => new Carry(_variables[carry.Variable], Renamed(carry.Initial), Renamed(carry.Next))).ToEquatableArray(),
        Body = loop.Body.Select(item => item switch
        {
            ProgramItem.Loop inner => Renamed(inner),
            ProgramItem.Step step => step with
            {
                Arguments = step.Arguments.Select(Renamed).ToEquatableArray(),
                Targets = step.Targets.Select(target => target with { Place = Renamed(target.Place) }).ToEquatableArray(),
            },
            _ => item,
        }).ToEquatableArray(),
    };

    private ProgramPlace Renamed(ProgramPlace place) => place is ProgramPlace.Scalar scalar && _variables.TryGetValue(scalar.Id, out int other) ? new ProgramPlace.Scalar(other) : place;
}
