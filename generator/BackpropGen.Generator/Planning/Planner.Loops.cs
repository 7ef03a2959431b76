using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Planning;

/// <summary>Maps, reductions and copies: a scalar function over a nest of loops.</summary>
internal sealed partial class Planner
{
    private void PlanMap(int node, ScalarFunction function, IReadOnlyList<int> operands)
    {
        var type = _graph.Nodes[node].Type;
        var views = operands.Select(operand => _views[operand]!).ToList();
        _mapTargets.Add(node, Store(node));
        AddLoops(new(() => _notation.Map(node, function, operands)), LoopKind.Map, function, type, _views[node]!, views);
    }

    private void PlanReduce(int node, Reduce reduce)
    {
        int operand = _graph.Nodes[node].Operands[0];
        var source = _graph.Nodes[operand];
        var function = _isFolded[operand] ? ((Map)source.Primitive).Function : Scalars.Argument(0, 1);
        IReadOnlyList<int> operands = _isFolded[operand] ? source.Operands : [operand];
        var views = operands.Select(read => _views[read]!).ToList();
        int buffer = Store(node);
        if (_isFolded[operand])
        {
            _mapTargets.Add(operand, buffer);
            _unstored.Add((_notation.Symbol(operand), buffer));
        }

        // A reduced axis is one along which the target does not move.
        var target = _views[node]!;
        var strides = new List<int>(target.Strides);
        foreach (int axis in reduce.Axes)
        {
            strides.Insert(axis, 0);
        }

        var reduced = target with { SampleStride = reduce.Batch ? 0 : target.SampleStride, Strides = strides.ToEquatableArray() };
        var kind = reduce.Reduction == Reduction.Sum ? LoopKind.Sum : LoopKind.Max;
        AddLoops(new(() => _notation.Reduce(node, function, operands, reduce)), kind, function, source.Type, reduced, views);
    }

    private void PlanConcatenate(int node, int axis)
    {
        Store(node);
        var whole = _views[node]!;
        int start = 0;
        foreach (int operand in _graph.Nodes[node].Operands)
        {
            CopyInto(operand, whole with { Offset = whole.Offset + (start * whole.Strides[axis]) }, new(() => _notation.Copy(node, operand)));
            start += _graph.Nodes[operand].Shape[axis];
        }
    }

    private void PlanPad(int node, Pad pad)
    {
        int operand = _graph.Nodes[node].Operands[0];
        Store(node);
        var whole = _views[node]!;
        var zero = ScalarFunction.Create(0, static (pool, _) => pool.Number(0));
        AddLoops(new(() => _notation.Zero(node)), LoopKind.Map, zero, _graph.Nodes[node].Type, whole, []);
        var part = whole with
        {
            Offset = whole.Offset + (pad.Before * whole.Strides[pad.Axis]),
            Strides = whole.Strides.Select((stride, axis) => axis == pad.Axis ? stride * (pad.Interior + 1) : stride).ToEquatableArray(),
        };
        CopyInto(operand, part, new(() => _notation.Copy(node, operand)));
    }

    /// <summary>Stores a rearranged value row by row, since no strides can say it.</summary>
    private View Copied(int node)
    {
        int operand = _graph.Nodes[node].Operands[0];
        var view = _views[operand]!;
        Store(node);
        var stored = _views[node]!;
        if (_graph.Nodes[node].Primitive is Reshape)
        {
            // The operand's elements in its own order, row by row, are the result's.
            var type = _graph.Nodes[operand].Type;
            AddCopy(new(() => _notation.Copy(node, operand)), type, View.Whole(stored.Buffer, type), view);
        }
        else
        {
            AddCopy(new(() => _notation.Copy(node, operand)), _graph.Nodes[node].Type, stored, view.Slice((Slice)_graph.Nodes[node].Primitive));
        }

        return stored;
    }

    private void CopyTo(int node, Buffer destination)
    {
        var type = _graph.Nodes[node].Type with { IsPerSample = destination.IsPerSample };
        AddCopy(new(() => _notation.Copy(destination.Symbol, node)), type, Whole(AddBuffer(destination), type), _views[node]!);
    }

    private void CopyInto(int node, View target, Comment? comment = null) =>
        AddCopy(comment ?? new(() => _notation.Copy(_buffers[target.Buffer].Symbol, node)), _graph.Nodes[node].Type, target, _views[node]!);

    private void AddCopy(Comment comment, NodeType type, View target, View source) =>
        AddLoops(comment, LoopKind.Map, Scalars.Argument(0, 1), type, target, [source]);

    private void AddLoops(Comment comment, LoopKind kind, ScalarFunction function, NodeType type, View target, IReadOnlyList<View> operands)
    {
        View[] all = [target, .. operands];
        var nest = new LoopNest(type, all);
        var (outer, inner, strides) = nest.Form();
        _steps.Add(new LoopStep(
            comment, kind, function, outer, inner,
            all.Select((view, i) => new Access(view.Buffer, view.Offset, strides[i])).ToEquatableArray()));
    }
}
