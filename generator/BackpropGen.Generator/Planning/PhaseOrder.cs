using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Puts the steps of a program in phases. What is computed for each sample stays in one phase as long as it can: threads
/// then meet only where samples do. Sums over the batch wait, several for one meeting: those of the weights' gradients
/// mostly for the end. A program in which samples meet on the way, as in batch normalization, has so many phases more.
/// While training, wide layers are parted by their outputs instead of by samples: a thread then keeps the same rows of the
/// weights in its caches, forward, in their gradient and in the update, and only the narrower activations pass between threads.
/// The gradient in whose product a large weight can move waits until other threads have read that weight.
/// </summary>
internal sealed class PhaseOrder
{
    /// <summary>A layer is wide from so many outputs for each row of a sample on: then its weights are more than the inputs of a
    /// batch of common size.</summary>
    private const int FewestWideOutputs = 128;

    /// <summary>Each wide layer takes phases of its own, which are written out: in deeper stacks, threads share the samples instead,
    /// so that the code does not grow with the layers' instances.</summary>
    private const int MostWideProducts = 12;

    /// <summary>A weight of so many numbers is worth a meeting more, so that it can move in its gradient's product: a pass of its own over
    /// them takes some 5 microseconds. The two phases' work is then each worth several threads, too.</summary>
    private const int FewestMovingNumbers = 64 * 1024;

    private readonly IReadOnlyList<Step> _steps;
    private readonly IReadOnlyList<Buffer> _buffers;
    private readonly List<int>[] _dependencies;
    private readonly Step?[] _parted;
    private readonly bool[] _canMove;
    private readonly List<(PhaseKind Kind, List<(int Number, Step Step)> Members)> _phases = [];
    private readonly HashSet<int> _open = [];
    private readonly List<int> _waiting = [];
    private readonly HashSet<int> _isWaiting = [];
    private PhaseKind _kind;

    private PhaseOrder(IReadOnlyList<Step> steps, IReadOnlyList<Buffer> buffers)
    {
        _steps = steps;
        _buffers = buffers;
        _dependencies = FindDependencies();
        _parted = new Step?[steps.Count];
        var uses = Gradients.Uses(steps, buffers);
        _canMove = steps.Select(step => Gradients.IsInPanels(step, buffers)
            && buffers[step.Accesses[0].Buffer] is var gradient && gradient.Size >= FewestMovingNumbers && uses[gradient.Offset] == 1).ToArray();
        bool partsOutputs = buffers.Any(static buffer => buffer.Region == Region.Gradients)
            && Enumerable.Range(0, steps.Count).Count(step => IsPerSample(step) && IsWideProduct(step)) <= MostWideProducts;
        for (int step = 0; step < steps.Count; step++)
        {
            _parted[step] = !IsPerSample(step) || (partsOutputs && IsWide(step)) ? Splitting.Split(steps[step]) : null;
        }
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
                Open(step);
            }
            else
            {
                _waiting.Add(step);
                _isWaiting.Add(step);
            }
        }

        Meet();
    }

    /// <summary>Adds a step of each sample to the phase under way, or to a new one where threads must meet before.</summary>
    private void Open(int step)
    {
        if (_dependencies[step].Exists(_isWaiting.Contains))
        {
            Meet();
        }

        var kind = _parted[step] is null ? PhaseKind.Samples : PhaseKind.Outputs;
        if (kind != _kind || (kind == PhaseKind.Outputs && !IsInStepWithOpen(step)))
        {
            Close();
        }

        _kind = kind;
        _open.Add(step);
    }

    private void Close()
    {
        AddPhase(_kind, _open.OrderBy(static step => step));
        _open.Clear();
    }

    /// <summary>Ends the phase under way, and then does what waits: in as few phases as its steps need each other.</summary>
    private void Meet()
    {
        var level = new Dictionary<int, int>();
        foreach (int step in _waiting)
        {
            // What one thread does follows the shared steps of its level, in order. What shares the outputs of the phase under
            // way, or needs none of it, joins it.
            bool isParted = _parted[step] is not null;
            int lowest = isParted && _kind == PhaseKind.Outputs && _open.Count > 0 && IsInStepWithOpen(step) && !MovesWhatIsRead(step) ? -1 : 0;
            level[step] = _dependencies[step].Where(level.ContainsKey).Select(before => level[before] + (isParted ? 1 : 0)).DefaultIfEmpty(lowest).Max();
            level[step] = Math.Max(level[step], lowest);
        }

        _open.UnionWith(_waiting.Where(step => level[step] < 0));
        Close();
        foreach (var together in _waiting.Where(step => level[step] >= 0).GroupBy(step => level[step]).OrderBy(static group => group.Key))
        {
            AddPhase(PhaseKind.Outputs, together.Where(step => _parted[step] is not null));
            AddPhase(PhaseKind.Once, together.Where(step => _parted[step] is null));
        }

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

    /// <summary>Whether a thread needs of the phase under way only what it computes there itself.</summary>
    private bool IsInStepWithOpen(int step) => _dependencies[step].TrueForAll(before => !_open.Contains(before) || IsInStep(before, step));

    /// <summary>Whether other threads read in the phase under way what the step can move.</summary>
    private bool MovesWhatIsRead(int step) => _canMove[step] && _parted[step] is { } moving
        && Gradients.ReadersOfParameter(moving, _steps, _buffers).Any(reader =>
            _open.Contains(reader.Step) && !(_parted[reader.Step] is { } parted && Splitting.IsInStep(moving, parted, reader.Buffer)));

    private bool IsInStep(int before, int step) =>
        _parted[before] is { } writer && _parted[step] is { } reader && Splitting.IsInStep(writer, reader, writer.Accesses[0].Buffer);

    /// <summary>A product of many columns, or what goes on with the columns of one.</summary>
    private bool IsWide(int step) => IsWideProduct(step)
        || (_steps[step] is LoopStep loop && Splitting.Split(loop) is { } parted && _dependencies[step].Exists(before =>
            IsPerSample(before) && _parted[before] is { } writer && Splitting.IsInStep(writer, parted, writer.Accesses[0].Buffer)));

    private bool IsWideProduct(int step) =>
        _steps[step] is ProductStep { OuterLoops.Length: 0, Rows.TimesSamples: true, Columns.TimesSamples: false } product
        && (product.Batch is null || product.IsInPanels || product.AddsPanels)
        && product.AllColumns.Length >= FewestWideOutputs * product.Rows.Length && !_buffers[product.Accesses[2].Buffer].IsPerSample;

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
