using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// What it takes that weights pass between processors. Where threads share the samples of a training step, each reads all
/// weights, of which others have updated most: a line of a cache is fetched, and taken back at the next update. So such a phase
/// must save more than that.
/// </summary>
internal static class Traffic
{
    /// <summary>A number that passes to another processor and back takes as long as so many multiply-adds: measured, some 22 ns
    /// for a line of 16 floats each way.</summary>
    private const int PerNumber = 64;

    /// <summary>Two threads save half of the work, so twice the traffic must be less.</summary>
    private const int Share = 2;

    /// <summary>The phases of a training program with as much less work as the traffic takes; other programs write no weights.</summary>
    public static IEnumerable<Phase> Without(IReadOnlyList<Phase> phases, IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers)
    {
        if (!buffers.Any(static buffer => buffer.Region == Region.Gradients))
        {
            return phases;
        }

        var readByAll = new HashSet<int>(
            from phase in phases
            where phase.Kind == PhaseKind.Samples
            from buffer in Read(phase, steps, buffers)
            select buffer.Offset);
        return phases.Select(phase => phase with { Work = phase.Work with { Once = phase.Work.Once - Numbers(phase, readByAll, steps, buffers) } });
    }

    private static long Numbers(Phase phase, HashSet<int> readByAll, IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers) => phase.Kind switch
    {
        PhaseKind.Samples => Share * PerNumber * Read(phase, steps, buffers).Sum(static buffer => (long)buffer.Size),
        PhaseKind.Outputs => Share * PerNumber * StepsOf(phase, steps).Select(step => buffers[step.Accesses[0].Buffer])
            .Where(buffer => buffer.Region == Region.Gradients && readByAll.Contains(buffer.Offset)).Sum(static buffer => (long)buffer.Size),
        _ => 0,
    };

    /// <summary>The parameters that a phase reads, each once.</summary>
    private static IEnumerable<Buffer> Read(Phase phase, IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers) =>
        StepsOf(phase, steps).SelectMany(static step => step.Accesses).Select(access => buffers[access.Buffer])
            .Where(static buffer => buffer.Region == Region.Parameters).GroupBy(static buffer => buffer.Offset).Select(static same => same.First());

    private static IEnumerable<Step> StepsOf(Phase phase, IReadOnlyList<Step> steps) => steps.Skip(phase.FirstStep).Take(phase.StepCount);
}
