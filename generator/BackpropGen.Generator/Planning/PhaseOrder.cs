using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Puts the steps of a program in phases. What is computed for each sample stays in one phase as long as it can: threads
/// then meet only where samples do. Sums over the batch wait, several for one meeting: those of the weights' gradients
/// mostly for the end. A program in which samples meet on the way, as in batch normalization, has so many phases more.
/// </summary>
internal sealed class PhaseOrder
{
    private readonly IReadOnlyList<Step> _steps;
    private readonly IReadOnlyList<Buffer> _buffers;
    private readonly List<int>[] _dependencies;
    private readonly Step?[] _parted;
    private readonly List<(PhaseKind Kind, List<(int Number, Step Step)> Members)> _phases = [];
    private readonly List<int> _samples = [];
    private readonly List<int> _waiting = [];
    private readonly HashSet<int> _isWaiting = [];

    private PhaseOrder(IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers)
    {
        _steps = steps;
        _buffers = buffers;
        _dependencies = FindDependencies();
        _parted = steps.Select((step, i) => IsPerSample(i) ? null : Splitting.Split(step)).ToArray();
    }

    /// <summary>The phases, each with its steps and their former numbers; none is empty.</summary>
    public static IReadOnlyList<(PhaseKind Kind, List<(int Number, Step Step)> Members)> Of(IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers)
    {
        var order = new PhaseOrder(steps, buffers);
        order.Arrange();
        return order._phases;
    }

    private void Arrange()
    {
        var isFirst = FindWhatSamplesBeginWith();
        _waiting.AddRange(Enumerable.Range(0, _steps.Count).Where(step => isFirst[step]));
        Meet();
        for (int step = 0; step < _steps.Count; step++)
        {
            if (isFirst[step])
            {
                continue;
            }

            if (IsPerSample(step))
            {
                if (_dependencies[step].Exists(_isWaiting.Contains))
                {
                    Meet();
                }

                _samples.Add(step);
            }
            else
            {
                _waiting.Add(step);
                _isWaiting.Add(step);
            }
        }

        Meet();
    }

    /// <summary>Ends the phase of the samples, and then does what waits: in as few phases as its steps need each other.</summary>
    private void Meet()
    {
        AddPhase(PhaseKind.Samples, _samples);
        var level = new Dictionary<int, int>();
        foreach (int step in _waiting)
        {
            // What one thread does follows the shared steps of its level, in order.
            bool isParted = _parted[step] is not null;
            level[step] = _dependencies[step].Where(level.ContainsKey).Select(before => level[before] + (isParted ? 1 : 0)).DefaultIfEmpty(0).Max();
        }

        foreach (var together in _waiting.GroupBy(step => level[step]).OrderBy(static group => group.Key))
        {
            AddPhase(PhaseKind.Outputs, together.Where(step => _parted[step] is not null));
            AddPhase(PhaseKind.Once, together.Where(step => _parted[step] is null));
        }

        _samples.Clear();
        _waiting.Clear();
        _isWaiting.Clear();
    }

    private void AddPhase(PhaseKind kind, IEnumerable<int> steps)
    {
        var members = steps.Select(step => (step, _parted[step] ?? _steps[step])).ToList();
        if (members.Count > 0)
        {
            _phases.Add((kind, members));
        }
    }

    private bool IsPerSample(int step) => _buffers[_steps[step].Accesses[0].Buffer].IsPerSample;

    /// <summary>What all samples share and some step of a sample needs, without needing one itself: the number of samples,
    /// normalized weights. It comes first, so that samples need not stop for it.</summary>
    private bool[] FindWhatSamplesBeginWith()
    {
        var needsSamples = new bool[_steps.Count];
        for (int step = 0; step < _steps.Count; step++)
        {
            needsSamples[step] = IsPerSample(step) || _dependencies[step].Exists(before => needsSamples[before]);
        }

        var isNeeded = new bool[_steps.Count];
        for (int step = _steps.Count - 1; step >= 0; step--)
        {
            if (IsPerSample(step) || isNeeded[step])
            {
                _dependencies[step].ForEach(before => isNeeded[before] = true);
            }
        }

        return Enumerable.Range(0, _steps.Count).Select(step => isNeeded[step] && !needsSamples[step]).ToArray();
    }

    /// <summary>The steps that must come before each: those that wrote what it reads or writes, and before a state is
    /// replaced, those that read it.</summary>
    private List<int>[] FindDependencies()
    {
        var writers = _buffers.Select(static _ => new List<int>()).ToArray();
        var stateReaders = new List<(int Offset, int Step)>();
        var dependencies = new List<int>[_steps.Count];
        for (int step = 0; step < _steps.Count; step++)
        {
            dependencies[step] = _steps[step].Accesses.SelectMany(access => writers[access.Buffer]).Distinct().ToList();
            var target = _buffers[_steps[step].Accesses[0].Buffer];
            if (target.Region == Region.States)
            {
                dependencies[step].AddRange(stateReaders.Where(reader => reader.Offset == target.Offset).Select(static reader => reader.Step));
            }

            stateReaders.AddRange(_steps[step].Accesses.Skip(1).Select(access => _buffers[access.Buffer])
                .Where(static buffer => buffer.Region == Region.States).Select(buffer => (buffer.Offset, step)));
            writers[_steps[step].Accesses[0].Buffer].Add(step);
        }

        return dependencies;
    }
}
