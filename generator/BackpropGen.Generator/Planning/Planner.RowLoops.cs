using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Small steps that follow each other become one loop over the samples: calls, checks, and the way through memory from one step to
/// the next take longer than the steps themselves.
/// </summary>
internal sealed partial class Planner
{
    /// <summary>Phases of more steps mostly repeat them, and have routines, whose number does not grow with the layers.</summary>
    private const int MostStepsOfLoops = 40;

    /// <summary>Puts loops in the place of the steps that they are made of.</summary>
    private EquatableArray<Phase> FuseRows(EquatableArray<Phase> phases, IReadOnlyCollection<ProgramResult> results)
    {
        var uses = Uses();
        var kept = new HashSet<int>(results.Select(static result => result.Buffer));
        var steps = _steps.ToArray();
        var fused = new List<Phase>();
        _steps.Clear();
        foreach (var phase in Joined(phases, steps))
        {
            int first = _steps.Count;
            foreach (var (members, run) in PartsOf(phase, steps))
            {
                _forwardMembers.Add([.. members.Select(step => _isForwardStep[step])]);
                var alone = run is null ? [] : members.Select(step => steps[step].Accesses[0].Buffer)
                    .Where(buffer => _buffers[buffer].Region == Region.Workspace && !kept.Contains(buffer) && !run.IsReadInMemory(buffer) && !run.IsSum(buffer)
                        && uses[buffer].Readers.TrueForAll(members.Contains)).ToList();
                _steps.Add(run is null ? steps[members[0]] : Loop(run.Steps, run.Columns!.Value, alone));
            }

            fused.Add(phase with { FirstStep = first, StepCount = _steps.Count - first });
        }

        return fused.ToEquatableArray();
    }

    /// <summary>The phases, with one in the place of a phase of samples and the sums behind it where these are the same loop: its values
    /// then never leave the registers, which is worth as much as a second thread for a part of it.</summary>
    private List<Phase> Joined(EquatableArray<Phase> phases, Step[] steps)
    {
        var joined = new List<Phase>();
        foreach (var phase in phases)
        {
            joined.Add(phase);
            while (joined.Count > 1 && joined[joined.Count - 2] is var before && joined[joined.Count - 1] is { Kind: PhaseKind.Once } last
                && before.StepCount + last.StepCount <= MostStepsOfLoops && (IsNoLoop(before, steps) || IsOneLoop(before, last, steps)))
            {
                joined.RemoveAt(joined.Count - 1);
                joined[joined.Count - 1] = before with { Kind = PhaseKind.Once, StepCount = before.StepCount + last.StepCount };
            }
        }

        return joined;
    }

    /// <summary>Whether a phase's steps are none of a loop: they do not make one begin before the samples.</summary>
    private bool IsNoLoop(Phase phase, Step[] steps) => phase.Kind == PhaseKind.Once
        && Enumerable.Range(phase.FirstStep, phase.StepCount).All(step => RowMember.Of(steps[step], _buffers) is null);

    /// <summary>Whether all steps of the samples and a sum that follows make one loop.</summary>
    private bool IsOneLoop(Phase samples, Phase once, Step[] steps)
    {
        if (samples.Kind != PhaseKind.Samples)
        {
            return false;
        }

        var run = new RowRun(_buffers, _bytes);
        int step = samples.FirstStep, end = once.FirstStep;
        while (step < end + once.StepCount && run.TryAdd(step, steps[step]))
        {
            step++;
        }

        return run.IsWorthwhile && run.Earlier.Count == 0 && run.Members.Contains(end - 1) && run.Later.TrueForAll(later => later >= end) && run.Members.Exists(member => member >= end);
    }

    /// <summary>A phase's steps, those that make one loop together, in an order that computes the same.</summary>
    private IEnumerable<(List<int> Members, RowRun? Run)> PartsOf(Phase phase, Step[] steps)
    {
        bool canHaveLoops = phase.Kind != PhaseKind.Outputs && phase.StepCount <= MostStepsOfLoops;
        int next = phase.FirstStep, end = phase.FirstStep + phase.StepCount;
        while (next < end)
        {
            var run = new RowRun(_buffers, _bytes);
            int step = next;
            while (canHaveLoops && step < end && run.TryAdd(step, steps[step]))
            {
                step++;
            }

            if (!run.IsWorthwhile)
            {
                yield return ([next++], null);
                continue;
            }

            foreach (int earlier in run.Earlier)
            {
                yield return ([earlier], null);
            }

            yield return (run.Members, run);
            foreach (int later in run.Later)
            {
                yield return ([later], null);
            }

            next = step;
        }
    }

    private RowLoopStep Loop(List<Step> members, int columns, List<int> unstored)
    {
        string first = _buffers[members[0].Accesses[0].Buffer].Symbol, last = _buffers[members[members.Count - 1].Accesses[0].Buffer].Symbol;
        var arrivals = Arrivals.Of(members);
        return new(
            new(() => $"{first} … {last}, sample by sample"), columns, members.ToEquatableArray(), unstored.ToEquatableArray(), [], arrivals, SamplePasses.Of(members, arrivals),
            members.SelectMany(static member => member.Accesses).Where(access => !unstored.Contains(access.Buffer)).ToEquatableArray());
    }
}
