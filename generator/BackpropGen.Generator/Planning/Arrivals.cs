using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>When the steps of a loop over samples are done: how many sums and maxima of rows, one after the other, each result waits for.</summary>
internal static class Arrivals
{
    /// <summary>The sums that each step's result waits for, its own among them.</summary>
    public static EquatableArray<int> Of(IReadOnlyList<Step> members)
    {
        var known = new Dictionary<int, int>();
        var arrivals = new List<int>();
        foreach (var member in members)
        {
            int operands = member.Accesses.Skip(1).Select(access => known.TryGetValue(access.Buffer, out int sums) ? sums : 0).DefaultIfEmpty(0).Max();
            int arrival = SumsRows(member) ? operands + 1 : operands;
            known[member.Accesses[0].Buffer] = arrival;
            arrivals.Add(arrival);
        }

        return arrivals.ToEquatableArray();
    }

    /// <summary>Whether a step makes one number of each row.</summary>
    public static bool SumsRows(Step member) => member is LoopStep { Block: { Columns: > 1, Target: Reach.Row } }
        or ProductStep { Small: { Kind: not ProductKind.TransposedTimes }, Columns.Length: 1 };
}
