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
        Store(node);
        var result = Side(node, contract.Result);
        var leftSide = Side(left, contract.Left);
        var rightSide = Side(right, contract.Right);

        // The kernel is fastest where neighbours of the result are columns.
        var last = contract.Result.Length > 0 ? contract.Result[contract.Result.Length - 1] : Samples;
        if (leftSide.ContainsKey(last) && !rightSide.ContainsKey(last))
        {
            (left, right, leftSide, rightSide) = (right, left, rightSide, leftSide);
        }

        var lengths = contract.Lengths(_graph.Nodes[_graph.Nodes[node].Operands[0]].Shape, _graph.Nodes[_graph.Nodes[node].Operands[1]].Shape);
        int[] labels = [.. contract.SumBatch || _graph.Nodes[node].IsPerSample ? new[] { Samples } : [], .. lengths.Keys.OrderBy(label => Order(contract, label))];
        var groups = new ProductGroups(labels.Select(label => new ProductLoop(
            label == Samples ? new Extent(1, true) : new Extent(lengths[label], false),
            Stride(leftSide, label), Stride(rightSide, label), Stride(result, label),
            leftSide.ContainsKey(label), rightSide.ContainsKey(label), result.ContainsKey(label))));
        _steps.Add(groups.ToStep(new(() => _notation.Contract(node, contract)), _views[left]!, _views[right]!, _views[node]!));
    }

    /// <summary>The order of an operand's axes in memory, so that neighbouring loops can be one.</summary>
    private static int Order(Contract contract, int label)
    {
        int inLeft = contract.Left.Items.IndexOf(label), inRight = contract.Right.Items.IndexOf(label);
        return inLeft >= 0 ? inLeft : 100 + inRight;
    }

    /// <summary>The stride of each label of an operand; the samples' too, where each sample has a value of its own.</summary>
    private Dictionary<int, int> Side(int node, EquatableArray<int> labels)
    {
        var view = _views[node]!;
        var strides = new Dictionary<int, int>();
        for (int axis = 0; axis < labels.Length; axis++)
        {
            strides[labels[axis]] = view.Strides[axis];
        }

        if (_graph.Nodes[node].IsPerSample)
        {
            strides[Samples] = view.SampleStride;
        }

        return strides;
    }

    private static int Stride(Dictionary<int, int> side, int label) => side.TryGetValue(label, out int stride) ? stride : 0;
}
