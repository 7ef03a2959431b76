using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// Along which axes the values of each node are all equal when training begins: those of a parameter whose initializer is
/// constant, and what is computed of such values alone. Units that are equal and are treated equally stay equal.
/// </summary>
internal sealed class UniformAxes
{
    private readonly Graph _graph;
    private readonly HashSet<string> _constantParameters;

    // One bit for each axis; an axis of length 1 is uniform.
    private readonly long[] _axes;

    /// <summary>Finds the uniform axes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constantParameters">The paths of the parameters that start with one value everywhere.</param>
    internal UniformAxes(Graph graph, IEnumerable<string> constantParameters)
    {
        _graph = graph;
        _constantParameters = [.. constantParameters];
        _axes = new long[graph.Nodes.Length];
        for (int i = 0; i < _axes.Length; i++)
        {
            _axes[i] = Infer(graph.Nodes[i]) | Where(graph.Nodes[i].Shape, axis => graph.Nodes[i].Shape[axis] == 1);
        }
    }

    /// <summary>Whether all values along an axis are equal.</summary>
    internal bool this[int node, int axis] => Has(_axes[node], axis);

    private long Infer(Node node) => node.Primitive switch
    {
        Parameter parameter => _constantParameters.Contains(parameter.Path) ? All(node.Shape) : 0,
        Constant constant => constant.Values.Distinct().Count() == 1 ? All(node.Shape) : 0,
        State or BatchSize => All(node.Shape),
        Map or ToReal or StopGradient => node.Operands.Aggregate(All(node.Shape), (axes, operand) => axes & _axes[operand]),
        Broadcast broadcast => Stretch(node, broadcast.Axes.Items.ToList()),
        Reduce reduce => Shrink(node, reduce.Axes.Items.ToList()),
        Transpose transpose => Where(node.Shape, axis => Has(_axes[node.Operands[0]], transpose.Axes[axis])),
        Reshape => Regroup(_graph.Nodes[node.Operands[0]].Shape, node.Shape, _axes[node.Operands[0]]),
        Slice => _axes[node.Operands[0]],
        Pad pad => _axes[node.Operands[0]] & ~Bit(pad.Axis),
        Concatenate join => node.Operands.Aggregate(All(node.Shape), (axes, operand) => axes & _axes[operand]) & ~Bit(join.Axis),
        Contract contract => Where(node.Shape, axis => IsUniform(node, contract, contract.Result[axis])),
        Gather => Looked(node),
        _ => 0,
    };

    /// <summary>A label's axis is uniform where it is so in every operand that has it.</summary>
    private bool IsUniform(Node node, Contract contract, int label)
    {
        int left = contract.Left.Items.IndexOf(label), right = contract.Right.Items.IndexOf(label);
        return (left < 0 || Has(_axes[node.Operands[0]], left)) && (right < 0 || Has(_axes[node.Operands[1]], right));
    }

    /// <summary>A table's rows are as uniform as the table; which row is chosen differs.</summary>
    private long Looked(Node node)
    {
        int rank = _graph.Nodes[node.Operands[1]].Shape.Rank;
        return Where(node.Shape, axis => axis >= rank && Has(_axes[node.Operands[0]], axis - rank + 1));
    }

    private long Stretch(Node node, List<int> added)
    {
        int from = 0;
        return Where(node.Shape, axis => added.Contains(axis) || Has(_axes[node.Operands[0]], from++));
    }

    private long Shrink(Node node, List<int> removed)
    {
        var kept = Enumerable.Range(0, _graph.Nodes[node.Operands[0]].Shape.Rank).Where(axis => !removed.Contains(axis)).ToList();
        return Where(node.Shape, axis => Has(_axes[node.Operands[0]], kept[axis]));
    }

    /// <summary>Axes that are split or merged form groups of equal size on both sides; a group is uniform as a whole.</summary>
    private static long Regroup(Shape from, Shape to, long axes)
    {
        long result = 0;
        int source = 0, target = 0;
        while (source < from.Rank && target < to.Rank)
        {
            int firstTarget = target;
            long left = from[source], right = to[target];
            bool uniform = Has(axes, source++);
            target++;
            while (left != right)
            {
                if (left < right)
                {
                    uniform &= Has(axes, source);
                    left *= from[source++];
                }
                else
                {
                    right *= to[target++];
                }
            }

            for (int axis = firstTarget; uniform && axis < target; axis++)
            {
                result |= Bit(axis);
            }
        }

        return result;
    }

    private static long Where(Shape shape, System.Func<int, bool> isUniform) =>
        Enumerable.Range(0, shape.Rank).Aggregate(0L, (axes, axis) => isUniform(axis) ? axes | Bit(axis) : axes);

    private static long All(Shape shape) => Where(shape, static _ => true);

    private static bool Has(long axes, int axis) => (axes & Bit(axis)) != 0;

    private static long Bit(int axis) => 1L << axis;
}
