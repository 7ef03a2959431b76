using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Liveness: when each buffer is first and last used, and so which can share memory.</summary>
internal sealed partial class Planner
{
    private Program Finish(List<ProgramResult> results)
    {
        var last = new int[_buffers.Count];
        for (int step = 0; step < _steps.Count; step++)
        {
            foreach (var access in _steps[step].Accesses)
            {
                last[access.Buffer] = step;
            }
        }

        foreach (var result in results)
        {
            last[result.Buffer] = int.MaxValue;
        }

        var arenas = new Dictionary<Region, Workspace>
        {
            [Region.Workspace] = new(), [Region.Shared] = new(), [Region.Indexes] = new(),
        };
        for (int step = 0; step < _steps.Count; step++)
        {
            // The target first: it must not lie where an operand of the same step still does.
            foreach (int buffer in _steps[step].Accesses.Select(static access => access.Buffer).Distinct())
            {
                if (_buffers[buffer].Offset < 0)
                {
                    _buffers[buffer] = _buffers[buffer] with { Offset = arenas[_buffers[buffer].Region].Take(_buffers[buffer].Size) };
                }
            }

            foreach (int buffer in _steps[step].Accesses.Select(static access => access.Buffer).Distinct())
            {
                if (last[buffer] == step && arenas.TryGetValue(_buffers[buffer].Region, out var arena))
                {
                    arena.Return(_buffers[buffer].Offset, _buffers[buffer].Size);
                }
            }
        }

        return new Program(
            _steps.ToEquatableArray(), _buffers.ToEquatableArray(),
            arenas[Region.Workspace].Length, arenas[Region.Shared].Length, arenas[Region.Indexes].Length,
            _constants.ToEquatableArray(), results.ToEquatableArray());
    }
}
