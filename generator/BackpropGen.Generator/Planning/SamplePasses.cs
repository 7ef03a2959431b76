using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>A loop over the samples with its lanes along the samples: a register has one column of as many samples as there are lanes, so that sums and maxima
/// over a row need no shuffling. What waits for such a sum goes through the columns anew: a pass of its own.</summary>
internal static class SamplePasses
{
    /// <summary>The pass of each step, from 0, or of a number of which there is one a sample the pass that it comes before; none where the loop has its lanes along
    /// the columns only: rows that nothing is summed over, sums over the samples, and products of more than one term.</summary>
    public static EquatableArray<int> Of(IReadOnlyList<Step> members, IReadOnlyList<Arrival> arrivals)
    {
        var forms = members.Select(static member => (member as LoopStep)?.Block).ToList();
        return forms.TrueForAll(static form => form?.Target is Reach.Element or Reach.Row) && members.Any(Arrivals.ReducesRows)
            ? members.Zip(arrivals, static (member, arrival) => Arrivals.ReducesRows(member) ? arrival.Result - 1 : arrival.Result).ToEquatableArray()
            : [];
    }
}
