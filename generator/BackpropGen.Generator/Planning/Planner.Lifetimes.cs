using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>From when to when each value is needed, and why.</summary>
internal sealed partial class Planner
{
    /// <summary>
    /// What anything but a gradient needs is the forward pass; the rest is the backward pass. The marks of derivatives would
    /// not do: of a ⊙ b, the derivative by b is a itself.
    /// </summary>
    private static bool[] FindForward(Graph graph)
    {
        var isForward = new bool[graph.Nodes.Length];
        foreach (var output in graph.Outputs.Where(static output => output.Role != OutputRole.Gradient))
        {
            isForward[output.Node] = true;
        }

        for (int node = isForward.Length - 1; node >= 0; node--)
        {
            foreach (int operand in isForward[node] ? graph.Nodes[node].Operands : [])
            {
                isForward[operand] = true;
            }
        }

        return isForward;
    }

    /// <summary>Says of the steps planned since the last call which pass they belong to.</summary>
    private void MarkSteps(bool isForward)
    {
        while (_isForwardStep.Count < _steps.Count)
        {
            _isForwardStep.Add(isForward);
        }
    }

    /// <summary>The lifetimes of all buffers that steps use, in the order of first use.</summary>
    private List<BufferLifetime> FindLifetimes(List<ProgramResult> results)
    {
        var places = new int?[_buffers.Count];
        var lifetimes = new List<BufferLifetime>(_buffers.Count);
        for (int step = 0; step < _steps.Count; step++)
        {
            var members = _steps[step].Parts();
            var unstored = (_steps[step] as RowLoopStep)?.Unstored ?? [];
            for (int member = 0; member < members.Length; member++)
            {
                foreach (var access in members[member].Accesses.Where(access => !unstored.Contains(access.Buffer)))
                {
                    Use(access.Buffer, step, members[member].Accesses[0].Buffer, _forwardMembers[step][member], lifetimes, places);
                }
            }
        }

        foreach (var result in results)
        {
            int place = places[result.Buffer]!.Value;
            lifetimes[place] = lifetimes[place] with { LastStep = _steps.Count - 1, Use = BufferUse.Result, SavedFor = -1 };
        }

        return lifetimes;
    }

    /// <summary>A step's use of a buffer, on the way to what it writes.</summary>
    private static void Use(int buffer, int step, int target, bool isForward, List<BufferLifetime> lifetimes, int?[] places)
    {
        if (places[buffer] is not { } place)
        {
            places[buffer] = lifetimes.Count;
            lifetimes.Add(new(buffer, step, step, isForward ? BufferUse.Forward : BufferUse.Backward));
            return;
        }

        bool isSaved = lifetimes[place].Use == BufferUse.Forward && !isForward;
        lifetimes[place] = isSaved
            ? lifetimes[place] with { LastStep = step, Use = BufferUse.Saved, SavedFor = target }
            : lifetimes[place] with { LastStep = step };
    }
}
