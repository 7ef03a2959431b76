using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Liveness: values whose lifetimes do not meet can share memory.</summary>
internal sealed partial class Planner
{
    private Program Finish(List<ProgramResult> results)
    {
        FuseEpilogues(results);
        var phases = Arrange();
        ChooseForms();
        phases = FuseRows(phases, results);
        FindDescents(phases);
        var arenas = new Dictionary<Region, Workspace>
        {
            [Region.Workspace] = new(), [Region.Shared] = new(), [Region.Indexes] = new(),
        };
        var lifetimes = FindLifetimes(results).Where(lifetime => arenas.ContainsKey(_buffers[lifetime.Buffer].Region)).ToEquatableArray();
        Place(phases, lifetimes, arenas);
        return new Program(
            _steps.ToEquatableArray(), phases, _buffers.ToEquatableArray(),
            arenas[Region.Workspace].Length, arenas[Region.Shared].Length, arenas[Region.Indexes].Length,
            _constants.ToEquatableArray(), results.ToEquatableArray(), lifetimes, FindUnstored().ToEquatableArray());
    }

    /// <summary>Puts the steps in the order of their phases.</summary>
    private EquatableArray<Phase> Arrange()
    {
        var order = PhaseOrder.Of(_steps, _buffers);
        var (steps, isForward) = (_steps.ToArray(), _isForwardStep.ToArray());
        var phases = new List<Phase>();
        _steps.Clear();
        _isForwardStep.Clear();
        foreach (var (kind, members) in order)
        {
            int first = _steps.Count;
            foreach (var (number, step) in members)
            {
                _steps.Add(step);
                _isForwardStep.Add(isForward[number]);
            }

            phases.Add(new(kind, first, members.Count, Work.Of(_steps.Skip(first))));
        }

        return Traffic.Without(phases, _steps, _buffers).ToEquatableArray();
    }

    /// <summary>Gives each buffer its offset, in the order of first use.</summary>
    private void Place(EquatableArray<Phase> phases, EquatableArray<BufferLifetime> lifetimes, Dictionary<Region, Workspace> arenas)
    {
        var lastStep = lifetimes.ToDictionary(static lifetime => lifetime.Buffer, static lifetime => lifetime.LastStep);
        int next = 0;
        foreach (var phase in phases)
        {
            var held = new List<Buffer>();
            for (int step = phase.FirstStep; step < phase.FirstStep + phase.StepCount; step++)
            {
                // The target first: it must not lie where an operand of the same step still does, but in the place of one that a
                // map reads for the last time, element by element.
                int target = _steps[step].Accesses[0].Buffer;
                bool isNew = next < lifetimes.Length && lifetimes[next].FirstStep == step && lifetimes[next].Buffer == target;
                int replaced = isNew ? Replaced(step, lastStep) : -1;
                for (; next < lifetimes.Length && lifetimes[next].FirstStep == step; next++)
                {
                    var buffer = _buffers[lifetimes[next].Buffer];
                    int offset = replaced >= 0 && lifetimes[next].Buffer == target ? _buffers[replaced].Offset : arenas[buffer.Region].Take(buffer.Size);
                    _buffers[lifetimes[next].Buffer] = buffer with { Offset = offset };
                }

                foreach (int number in _steps[step].Accesses.Select(static access => access.Buffer).Distinct())
                {
                    if (number != replaced && lastStep.TryGetValue(number, out int last) && last == step)
                    {
                        held.Add(_buffers[number]);
                    }
                }

                // What is of one sample only the thread reads that computes the sample; of what all share, another thread may
                // still be behind, up to the end of the phase.
                GiveBack(held, arenas, buffer => phase.Kind == PhaseKind.Once || (phase.Kind == PhaseKind.Samples && buffer.IsPerSample));
            }

            GiveBack(held, arenas, static _ => true);
        }
    }

    /// <summary>The operand whose memory the target of a step that writes it first takes over; −1 where there is none. Never where
    /// threads share the elements: another may still read the operand in a step before.</summary>
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

    private static void GiveBack(List<Buffer> held, Dictionary<Region, Workspace> arenas, Func<Buffer, bool> isFree)
    {
        foreach (var buffer in held.Where(isFree))
        {
            arenas[buffer.Region].Return(buffer.Offset, buffer.Size);
        }

        held.RemoveAll(buffer => isFree(buffer));
    }
}
