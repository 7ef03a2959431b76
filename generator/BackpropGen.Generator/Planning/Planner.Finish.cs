using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Liveness: values whose lifetimes do not meet can share memory.</summary>
internal sealed partial class Planner
{
    private Program Finish(List<ProgramResult> results)
    {
        FuseEpilogues(results);
        var arenas = new Dictionary<Region, Workspace>
        {
            [Region.Workspace] = new(), [Region.Shared] = new(), [Region.Indexes] = new(),
        };
        var lifetimes = FindLifetimes(results).Where(lifetime => arenas.ContainsKey(_buffers[lifetime.Buffer].Region)).ToEquatableArray();
        Place(lifetimes, arenas);
        return new Program(
            _steps.ToEquatableArray(), _buffers.ToEquatableArray(),
            arenas[Region.Workspace].Length, arenas[Region.Shared].Length, arenas[Region.Indexes].Length,
            _constants.ToEquatableArray(), results.ToEquatableArray(), lifetimes, _unstored.ToEquatableArray());
    }

    /// <summary>Gives each buffer its offset, in the order of first use.</summary>
    private void Place(EquatableArray<BufferLifetime> lifetimes, Dictionary<Region, Workspace> arenas)
    {
        var lastStep = lifetimes.ToDictionary(static lifetime => lifetime.Buffer, static lifetime => lifetime.LastStep);
        int next = 0;
        for (int step = 0; step < _steps.Count; step++)
        {
            // The target first: it must not lie where an operand of the same step still does.
            for (; next < lifetimes.Length && lifetimes[next].FirstStep == step; next++)
            {
                var buffer = _buffers[lifetimes[next].Buffer];
                _buffers[lifetimes[next].Buffer] = buffer with { Offset = arenas[buffer.Region].Take(buffer.Size) };
            }

            foreach (int number in _steps[step].Accesses.Select(static access => access.Buffer).Distinct())
            {
                if (lastStep.TryGetValue(number, out int last) && last == step)
                {
                    arenas[_buffers[number].Region].Return(_buffers[number].Offset, _buffers[number].Size);
                }
            }
        }
    }
}
