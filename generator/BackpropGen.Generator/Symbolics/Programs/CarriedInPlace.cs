using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Lets a round's last step write what the loop carries where it is carried, instead of to a variable that is then copied.
/// Variables are then assigned in more than one place: it is for printing, not for further derivatives.</summary>
internal static class CarriedInPlace
{
    /// <summary>The same program with fewer variables.</summary>
    public static ScalarProgram Rewrite(ScalarProgram program)
    {
        var reads = new Dictionary<ProgramPlace, int>();
        Count(program.Items, reads);
        return program with { Items = Rewrite(program.Items, reads) };
    }

    private static void Count(EquatableArray<ProgramItem> items, Dictionary<ProgramPlace, int> reads)
    {
        var places = items.SelectMany(static item => item switch
        {
            ProgramItem.Loop loop => loop.Carries.SelectMany(static carry => new[] { carry.Initial, carry.Next }),
            ProgramItem.Step step => step.Arguments,
            _ => [],
        });
        foreach (var place in places)
        {
            reads[place] = reads.TryGetValue(place, out int count) ? count + 1 : 1;
        }

        foreach (var loop in items.OfType<ProgramItem.Loop>())
        {
            Count(loop.Body, reads);
        }
    }

    private static EquatableArray<ProgramItem> Rewrite(EquatableArray<ProgramItem> items, Dictionary<ProgramPlace, int> reads) =>
        items.Select(item => item is ProgramItem.Loop loop ? Rewrite(loop with { Body = Rewrite(loop.Body, reads) }, reads) : item).ToEquatableArray();

    private static ProgramItem.Loop Rewrite(ProgramItem.Loop loop, Dictionary<ProgramPlace, int> reads)
    {
        if (loop.Body.IsEmpty || loop.Body[loop.Body.Length - 1] is not ProgramItem.Step last)
        {
            return loop;
        }

        // A carried variable that another one takes over must keep its value until then.
        var takenOver = new HashSet<ProgramPlace>(loop.Carries.Select(static carry => carry.Next));
        var moved = loop.Carries.Where(carry => reads[carry.Next] == 1
            && last.Targets.Any(target => target.Place == carry.Next && !target.Accumulates)
            && !takenOver.Contains(new ProgramPlace.Scalar(carry.Variable))).ToDictionary(static carry => carry.Next, static carry => new ProgramPlace.Scalar(carry.Variable));
        return loop with
        {
            Carries = loop.Carries.Select(carry => moved.TryGetValue(carry.Next, out var place) ? carry with { Next = place } : carry).ToEquatableArray(),
            Body =
            [
                .. loop.Body.Take(loop.Body.Length - 1),
                last with { Targets = last.Targets.Select(target => moved.TryGetValue(target.Place, out var place) ? target with { Place = place } : target).ToEquatableArray() },
            ],
        };
    }
}
