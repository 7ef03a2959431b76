using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Makes one step of those that follow each other, so that they are simplified together, and leaves away what reaches no result.</summary>
internal static class ProgramFusion
{
    /// <summary>The same program, in few steps.</summary>
    public static ScalarProgram Fuse(ScalarProgram program) => ProgramLiveness.Prune(program with { Items = Fuse(program.Items) });

    private static EquatableArray<ProgramItem> Fuse(EquatableArray<ProgramItem> items)
    {
        var fused = new List<ProgramItem>();
        var run = new Run();
        foreach (var item in items)
        {
            if (item is ProgramItem.Step step)
            {
                run.Add(step);
                continue;
            }

            run.FlushTo(fused);
            run = new Run();
            fused.Add(item is ProgramItem.Loop loop ? loop with { Body = Fuse(loop.Body) } : item);
        }

        run.FlushTo(fused);
        return fused.ToEquatableArray();
    }

    /// <summary>Steps that follow each other, as expressions of what is read before they write it.</summary>
    private sealed class Run
    {
        // A round asks again and again whether it runs at all.
        private readonly ExpressionPool _pool = new() { AskedInside = 16 };
        private readonly List<ProgramPlace> _read = [];
        private readonly Dictionary<ProgramPlace, int> _arguments = [];
        private readonly List<ProgramPlace> _written = [];
        private readonly Dictionary<ProgramPlace, (Expression Value, bool Accumulates)> _values = [];

        public void Add(ProgramItem.Step step)
        {
            var results = step.Function.Apply(_pool, [.. step.Arguments.Select(Read)]);
            for (int i = 0; i < results.Length; i++)
            {
                Write(step.Targets[i], results[i]);
            }
        }

        public void FlushTo(List<ProgramItem> items)
        {
            var changed = _written.Where(IsChanged).ToList();
            if (changed.Count > 0)
            {
                var function = VectorFunction.From([.. changed.Select(place => _values[place].Value)], _read.Count);
                items.Add(new ProgramItem.Step(
                    function, _read.ToEquatableArray(), [.. changed.Select(place => new Target(place, _values[place].Accumulates))]));
            }
        }

        private bool IsChanged(ProgramPlace place)
        {
            var (value, accumulates) = _values[place];
            return accumulates ? !value.Is(0) : !(_arguments.TryGetValue(place, out int argument) && ReferenceEquals(value, _pool.Argument(argument)));
        }

        private Expression Read(ProgramPlace place)
        {
            if (place is ProgramPlace.Constant constant)
            {
                return _pool.Number(constant.Value);
            }

            bool isWritten = _values.TryGetValue(place, out var written);
            if (isWritten && !written.Accumulates)
            {
                return written.Value;
            }

            if (!_arguments.TryGetValue(place, out int argument))
            {
                _arguments.Add(place, argument = _read.Count);
                _read.Add(place);
            }

            return isWritten ? _pool.Argument(argument) + written.Value : _pool.Argument(argument);
        }

        private void Write(Target target, Expression value)
        {
            bool isWritten = _values.TryGetValue(target.Place, out var present);
            if (!isWritten)
            {
                _written.Add(target.Place);
            }

            _values[target.Place] = !target.Accumulates ? (value, false)
                : isWritten ? (present.Value + value, present.Accumulates)
                : (value, true);
        }
    }
}
