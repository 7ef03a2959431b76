using System.Collections.Generic;

namespace BackpropGen.Generator.Reading;

/// <summary>Statements one after another, or the rounds of a loop, each of which may leave by a real condition. What each leaves
/// with is kept, and folded from the last to the first at the end: time and size stay linear.</summary>
internal sealed class FlowSequence(Journal journal)
{
    private readonly Stack<(FlowEnds Ends, int Position, int Births)> _stages = new();
    private int _position = journal.Position;
    private ScalarFlow? _last;

    /// <summary>Takes the flow of the next statement.</summary>
    /// <param name="flow">Its flow; memory is as that says.</param>
    /// <param name="births">The cells there were before the statement.</param>
    /// <returns>Whether control reaches what follows; memory is then as it finds it.</returns>
    public bool Advance(ScalarFlow flow, int births)
    {
        if (flow is not ScalarFlow.Forks forks)
        {
            _last = flow;
            return flow is ScalarFlow.Goes { Exit: ScalarExit.Next };
        }

        _stages.Push((forks.Ends.Behind(journal.WritesSince(_position)), _position, births));
        if (forks.Ends[ScalarExit.Next] is not { } next)
        {
            _last = null;
            return false;
        }

        journal.Write(next.Writes);
        _position = journal.Position;
        _last = ScalarFlow.Next;
        return true;
    }

    /// <summary>The flow of the whole.</summary>
    public ScalarFlow Finish()
    {
        if (_stages.Count == 0)
        {
            return _last ?? ScalarFlow.Next;
        }

        FlowEnds? ends = null;
        if (_last is ScalarFlow.Goes goes)
        {
            ends = new([new FlowEnd(goes.Exit, ScalarCondition.True, journal.WritesSince(_position))]);
        }

        while (_stages.Count > 0)
        {
            var (stage, position, births) = _stages.Pop();
            journal.Rollback(position);
            ends = ends is null ? stage : FlowEnds.Follow(stage, ends, births);
        }

        return Settle(journal, ends!);
    }

    /// <summary>Exits as a flow: where only one is left, what it wrote goes into memory.</summary>
    public static ScalarFlow Settle(Journal journal, FlowEnds ends)
    {
        if (ends.Items.Length > 1)
        {
            return new ScalarFlow.Forks(ends);
        }

        journal.Write(ends.Items[0].Writes);
        return new ScalarFlow.Goes(ends.Items[0].Exit);
    }
}
