using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>When the steps of a loop over samples are done.</summary>
internal static class Arrivals
{
    /// <summary>The arrival of each step.</summary>
    public static EquatableArray<Arrival> Of(IReadOnlyList<Step> members)
    {
        var known = new Dictionary<int, int>();
        var arrivals = new List<Arrival>();
        foreach (var member in members)
        {
            var operands = member.Accesses.Skip(1).Select(access => known.TryGetValue(access.Buffer, out int sums) ? sums : 0).ToList();
            int product = operands.Take(member is ProductStep ? 2 : operands.Count).DefaultIfEmpty(0).Max() + (ReducesRows(member) ? 1 : 0);
            Arrival arrival = new(product, operands.Prepend(product).Max());
            known[member.Accesses[0].Buffer] = arrival.Result;
            arrivals.Add(arrival);
        }

        return arrivals.ToEquatableArray();
    }

    /// <summary>Whether a step makes one number of each row: its sum, or its maximum.</summary>
    public static bool ReducesRows(Step member) => member is LoopStep { Block: { Columns: > 1, Target: Reach.Row } }
        or ProductStep { Small: { Kind: not ProductKind.TransposedTimes }, Columns.Length: 1 };
}
