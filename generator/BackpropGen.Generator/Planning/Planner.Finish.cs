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
            // The target first: it must not lie where an operand of the same step still does, but in the place of one that a map
            // reads for the last time, element by element.
            bool isNew = next < lifetimes.Length && lifetimes[next].FirstStep == step && lifetimes[next].Buffer == _steps[step].Accesses[0].Buffer;
            int replaced = isNew ? Replaced(step, lastStep) : -1;
            for (; next < lifetimes.Length && lifetimes[next].FirstStep == step; next++)
            {
                var buffer = _buffers[lifetimes[next].Buffer];
                int offset = replaced >= 0 && lifetimes[next].Buffer == _steps[step].Accesses[0].Buffer ? _buffers[replaced].Offset : arenas[buffer.Region].Take(buffer.Size);
                _buffers[lifetimes[next].Buffer] = buffer with { Offset = offset };
            }

            foreach (int number in _steps[step].Accesses.Select(static access => access.Buffer).Distinct())
            {
                if (number != replaced && lastStep.TryGetValue(number, out int last) && last == step)
                {
                    arenas[_buffers[number].Region].Return(_buffers[number].Offset, _buffers[number].Size);
                }
            }
        }
    }

    /// <summary>The operand whose memory the target of a step that writes it first takes over; −1 where there is none.</summary>
    private int Replaced(int step, Dictionary<int, int> lastStep)
    {
        if (_steps[step] is not LoopStep { Kind: LoopKind.Map, OuterLoops.Length: 0 } map)
        {
            return -1;
        }

        var target = map.Accesses[0];
        var buffer = _buffers[target.Buffer];
        return map.Accesses.Skip(1)
            .Where(operand => lastStep.TryGetValue(operand.Buffer, out int last) && last == step && operand.Offset == 0 && target.Offset == 0
                && operand.Strides == target.Strides && _buffers[operand.Buffer] is var read
                && (read.Region, read.Size, read.IsPerSample) == (buffer.Region, buffer.Size, buffer.IsPerSample)
                && map.Accesses.Count(access => access.Buffer == operand.Buffer) == 1)
            .Select(static operand => (int?)operand.Buffer).FirstOrDefault() ?? -1;
    }
}
