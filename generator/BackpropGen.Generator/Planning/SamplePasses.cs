using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>A loop over the samples with its lanes along the samples: a register has one column of as many samples as there are lanes, so that sums and maxima
/// over a row need no shuffling. What waits for such a sum goes through the columns anew: a pass of its own.</summary>
internal static class SamplePasses
{
    /// <summary>The pass of each step, from 0, or of a number of which there is one a sample the pass that it comes before; none where the loop has its lanes along
    /// the columns only: rows that nothing is summed over, sums over the samples, and products of more than one term.</summary>
    public static EquatableArray<int> Of(IReadOnlyList<Step> members)
    {
        var forms = members.Select(static member => (member as LoopStep)?.Block).ToList();
        if (!forms.TrueForAll(static form => form?.Target is Reach.Element or Reach.Row) || !forms.Exists(static form => form is { Columns: > 1, Target: Reach.Row }))
        {
            return [];
        }

        // The pass in which a row can be read, or before which a number is known.
        var known = new Dictionary<int, int>();
        var passes = new List<int>();
        foreach (var (member, form) in members.Zip(forms, static (member, form) => (member, form!)))
        {
            int pass = member.Accesses.Skip(1).Max(access => known.TryGetValue(access.Buffer, out int first) ? (int?)first : null) ?? 0;
            passes.Add(pass);
            known[member.Accesses[0].Buffer] = form is { Columns: > 1, Target: Reach.Row } ? pass + 1 : pass;
        }

        return passes.ToEquatableArray();
    }
}
