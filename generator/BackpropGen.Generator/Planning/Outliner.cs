using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Finds runs of steps that repeat one after the other, as those of a stack of equal layers do, and makes a routine of
/// each. So the generated code grows with the number of distinct layers; each further instance is one call.
/// </summary>
internal sealed class Outliner
{
    private const int LongestPeriod = 64;
    private const int FewestRepetitions = 3;

    /// <summary>Longer methods are parted: over some 20,000 instructions the JIT no longer optimizes.</summary>
    private const int ItemsPerPart = 60;

    private readonly Program _program;
    private readonly int[] _shapes;
    private readonly List<Routine> _routines = [];
    private readonly List<ScheduleItem> _items = [];
    private PhaseKind _kind;
    private int _end;

    private Outliner(Program program)
    {
        _program = program;
        var known = new Dictionary<(Step, EquatableArray<(Region, string, int, bool)>), int>();
        _shapes = program.Steps.Select(step =>
        {
            var kinds = step.Accesses.Select(access => program.Buffers[access.Buffer]).Select(static buffer => (buffer.Region, buffer.Column, buffer.Size, buffer.IsPerSample)).ToEquatableArray();
            var key = (step.Over(static _ => 0), kinds);
            if (!known.TryGetValue(key, out int shape))
            {
                known.Add(key, shape = known.Count);
            }

            return shape;
        }).ToArray();
    }

    public static Schedule Outline(Program program)
    {
        var outliner = new Outliner(program);
        var parts = new List<SchedulePart>();
        for (int number = 1; number <= program.Phases.Length; number++)
        {
            parts.AddRange(outliner.PartsOf(number, program.Phases[number - 1]));
        }

        return new Schedule(program, outliner._routines.ToEquatableArray(), parts.ToEquatableArray());
    }

    private IEnumerable<SchedulePart> PartsOf(int number, Phase phase)
    {
        _kind = phase.Kind;
        _end = phase.FirstStep + phase.StepCount;
        _items.Clear();
        int next = phase.FirstStep;
        while (next < _end)
        {
            next = Advance(next);
        }

        for (int start = 0; start < _items.Count; start += ItemsPerPart)
        {
            int part = _items.Count <= ItemsPerPart ? 0 : (start / ItemsPerPart) + 1;
            yield return new(number, part, _items.GetRange(start, Math.Min(ItemsPerPart, _items.Count - start)).ToEquatableArray());
        }
    }

    private int Advance(int start)
    {
        var (period, count) = BestRepetition(start);
        if (count == 0)
        {
            _items.Add(new(_program.Steps[start], 0, []));
            return start + 1;
        }

        var occurrences = Enumerable.Range(0, count).Select(i => BuffersOf(start + (i * period), period)).ToArray();
        var first = occurrences[0];
        int[] varying = Enumerable.Range(0, first.Length).Where(i => occurrences.Any(buffers => !IsSamePlace(buffers[i], first[i]))).ToArray();
        var routine = new Routine(
            _routines.Count + 1,
            _kind,
            Enumerable.Range(start, period).Select(i => _program.Steps[i]).ToEquatableArray(),
            varying.Select(i => first[i]).ToEquatableArray());
        _routines.Add(routine);
        _items.AddRange(occurrences.Select(buffers => new ScheduleItem(null, routine.Number, varying.Select(i => buffers[i]).ToEquatableArray())));
        return start + (period * count);
    }

    private bool IsSamePlace(int left, int right) => _program.Buffers[left].Offset == _program.Buffers[right].Offset;

    /// <summary>The shortest run of steps from here that repeats often enough, and how often.</summary>
    private (int Period, int Count) BestRepetition(int start)
    {
        int remaining = _end - start;
        for (int period = 1; period <= Math.Min(LongestPeriod, remaining / FewestRepetitions); period++)
        {
            int count = 1;
            while (start + ((count + 1) * period) <= _end && Repeats(start, start + (count * period), period))
            {
                count++;
            }

            // A single step is a call already.
            if (count >= FewestRepetitions && period > 1)
            {
                return (period, count);
            }
        }

        return (0, 0);
    }

    /// <summary>Whether two runs do the same to buffers that correspond one to one.</summary>
    private bool Repeats(int first, int second, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (_shapes[first + i] != _shapes[second + i])
            {
                return false;
            }
        }

        return Pattern(first, length).SequenceEqual(Pattern(second, length));
    }

    /// <summary>The buffers of a run in the order of their first use.</summary>
    private int[] BuffersOf(int start, int length) =>
        Enumerable.Range(start, length).SelectMany(i => _program.Steps[i].Accesses).Select(static access => access.Buffer).Distinct().ToArray();

    private IEnumerable<int> Pattern(int start, int length)
    {
        var numbers = new Dictionary<int, int>();
        for (int i = start; i < start + length; i++)
        {
            foreach (var access in _program.Steps[i].Accesses)
            {
                if (!numbers.TryGetValue(access.Buffer, out int number))
                {
                    numbers.Add(access.Buffer, number = numbers.Count);
                }

                yield return number;
            }
        }
    }
}
