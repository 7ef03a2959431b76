using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>Contractions as matrix products: each label is a row, a column, summed over, or common to all.</summary>
internal sealed partial class Planner
{
    /// <summary>The label of the samples' axis.</summary>
    private const int Samples = -1;

    private void PlanContract(int node, Contract contract)
    {
        int left = _graph.Nodes[node].Operands[0], right = _graph.Nodes[node].Operands[1];
        var lengths = contract.Lengths(_graph.Nodes[left].Shape, _graph.Nodes[right].Shape);
        Store(node);
        var panels = PanelWidths((left, contract.Left), (right, contract.Right), (node, contract.Result));
        var result = Side(node, contract.Result, panels);
        var leftSide = Side(left, contract.Left, panels);
        var rightSide = Side(right, contract.Right, panels);

        // The kernel is fastest where neighbours of the result are columns.
        int last = contract.Result.Length == 0 ? Samples : contract.Result[_views[node]!.Panels?.Axis ?? contract.Result.Length - 1];
        if (leftSide.ContainsKey(last) && !rightSide.ContainsKey(last))
        {
            (left, right, leftSide, rightSide) = (right, left, rightSide, leftSide);
        }

        int[] labels = [
            .. contract.SumBatch || _graph.Nodes[node].IsPerSample ? new[] { Samples } : [],
            .. lengths.Keys.OrderBy(label => Order(contract, label)).SelectMany(label => panels.ContainsKey(label) ? new[] { PanelsOf(label), label } : [label])];
        Extent Length(int label) => label == Samples ? new(1, true)
            : label < Samples ? new(lengths[PanelsOf(label)] / panels[PanelsOf(label)], false)
            : new(panels.TryGetValue(label, out int width) ? width : lengths[label], false);
        var groups = new ProductGroups(labels.Select(label => new ProductLoop(
            Length(label),
            Stride(leftSide, label), Stride(rightSide, label), Stride(result, label),
            leftSide.ContainsKey(label), rightSide.ContainsKey(label), result.ContainsKey(label))));
        _steps.Add(groups.ToStep(new(() => _notation.Contract(node, contract)), _views[left]!, _views[right]!, _views[node]!));
    }

    /// <summary>The label of the panels of a label, and the other way around.</summary>
    private static int PanelsOf(int label) => -2 - label;

    /// <summary>The labels of which an operand or the result is in panels, and how wide those are.</summary>
    private Dictionary<int, int> PanelWidths(params (int Node, EquatableArray<int> Labels)[] sides)
    {
        var widths = new Dictionary<int, int>();
        foreach (var (node, labels) in sides)
        {
            if (_views[node]!.Panels is { } panels)
            {
                widths[labels[panels.Axis]] = panels.Width;
            }
        }

        return widths;
    }

    /// <summary>The order of an operand's axes in memory, so that neighbouring loops can be one.</summary>
    private static int Order(Contract contract, int label)
    {
        int inLeft = contract.Left.Items.IndexOf(label), inRight = contract.Right.Items.IndexOf(label);
        return inLeft >= 0 ? inLeft : 100 + inRight;
    }

    /// <summary>The stride of each label of an operand, and of its panels; the samples' too, where each sample has a value of its own.</summary>
    private Dictionary<int, int> Side(int node, EquatableArray<int> labels, Dictionary<int, int> panels)
    {
        var view = _views[node]!;
        var strides = new Dictionary<int, int>();
        for (int axis = 0; axis < labels.Length; axis++)
        {
            strides[labels[axis]] = view.Strides[axis];
            if (panels.TryGetValue(labels[axis], out int width))
            {
                strides[PanelsOf(labels[axis])] = view.Panels?.Axis == axis ? view.Panels.Stride : view.Strides[axis] * width;
            }
        }

        if (_graph.Nodes[node].IsPerSample)
        {
            strides[Samples] = view.SampleStride;
        }

        return strides;
    }

    private static int Stride(Dictionary<int, int> side, int label) => side.TryGetValue(label, out int stride) ? stride : 0;
}
