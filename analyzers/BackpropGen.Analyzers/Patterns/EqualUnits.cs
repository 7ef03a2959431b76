using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// Follows the units of a layer that start equal to what reads them. They stay interchangeable where every way leads to
/// another weighted layer or a sum over them. A way on which each unit meets a value of its own tells them apart: a target,
/// the other term of a skip connection, the other factor of a gate, the key of a query.
/// </summary>
internal sealed class EqualUnits(ModelAnalysis model, UniformAxes uniform)
{
    /// <summary>Whether the layer's units compute the same value, and a later layer reads it.</summary>
    internal bool AreInterchangeable(WeightedLayer layer) =>
        model.Layers.UnitAxesOf(layer).Any(axis => model.Graph.Nodes[layer.Node].Shape[axis] > 1 && uniform[layer.Node, axis] && Walk(layer.Node, axis).IsHidden);

    /// <summary>The nodes that carry the layer's equal units.</summary>
    internal IEnumerable<int> Affected(WeightedLayer layer) =>
        model.Layers.UnitAxesOf(layer).Where(axis => uniform[layer.Node, axis]).SelectMany(axis => Walk(layer.Node, axis).Nodes).Distinct();

    /// <summary>Whether a function with a flat side reads the layer first.</summary>
    internal bool IsRectified(WeightedLayer layer) => Affected(layer)
        .Any(node => model.Activations.IsEnd(node) && Rectifiers.SidesOf(model.Activations[node].Function).Any);

    private (bool IsHidden, List<int> Nodes) Walk(int start, int unitAxis)
    {
        var carried = new List<int>();
        var open = new Stack<(int Node, int Axis)>([(start, unitAxis)]);
        var seen = new HashSet<(int, int)>();
        bool isRead = false, isBent = false, isTold = false;
        while (open.Count > 0)
        {
            var (node, axis) = open.Pop();
            if (!seen.Add((node, axis)))
            {
                continue;
            }

            carried.Add(node);
            isTold |= model.Readers.IsOutput(node);
            foreach (int reader in model.Readers[node])
            {
                var next = model.Graph.Nodes[reader];
                isBent |= next.Primitive is Map map && MapSlopes.ConstantSlope(map.Function, next.Operands.Items.IndexOf(node)) is null;
                switch (Meets(reader, node, axis, out int axisThere))
                {
                    case Meeting.Reads:
                        isRead = true;
                        isBent |= axisThere == Uniform;
                        break;
                    case Meeting.TellsApart:
                        isTold = true;
                        break;
                    case Meeting.Carries:
                        open.Push((reader, axisThere));
                        break;
                    default:
                        break;
                }
            }
        }

        // A linear way to random weights is a factorization, such as LoRA's: the weights behind it tell the units apart.
        return (isRead && isBent && !isTold, carried);
    }

    private const int Uniform = -2;

    private enum Meeting
    {
        /// <summary>A sum over the units, or a value that depends on them all alike.</summary>
        Merges,

        /// <summary>The units are passed on, still equal.</summary>
        Carries,

        /// <summary>A later layer's weights are applied to the units.</summary>
        Reads,

        /// <summary>Each unit has a use of its own.</summary>
        TellsApart,
    }

    /// <summary>What a reader does to a node's units.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="node">The node.</param>
    /// <param name="axis">The axis of the units.</param>
    /// <param name="there">The units' axis in the reader; <see cref="Uniform"/> where weights that start equal too read them.</param>
    private Meeting Meets(int reader, int node, int axis, out int there)
    {
        there = -1;
        var (graph, next) = (model.Graph, model.Graph.Nodes[reader]);
        switch (next.Primitive)
        {
            case Contract contract:
                return Contracted(reader, contract, next.Operands[0] == node, axis, out there);
            case Reduce reduce when reduce.Axes.Contains(axis):
                return Meeting.Merges;
            case Reduce reduce:
                there = axis - reduce.Axes.Count(removed => removed < axis);
                break;
            case Broadcast broadcast:
                there = Enumerable.Range(0, next.Shape.Rank).Where(kept => !broadcast.Axes.Contains(kept)).ElementAt(axis);
                break;
            case Transpose transpose:
                there = transpose.Axes.Items.IndexOf(axis);
                break;
            case Reshape:
                there = Kept(graph.Nodes[node].Shape, next.Shape, axis);
                break;
            case Map or StopGradient or Slice or Pad or Concatenate:
                there = axis;
                break;
            default:
                return Meeting.TellsApart;
        }

        return there >= 0 && uniform[reader, there] ? Meeting.Carries : Meeting.TellsApart;
    }

    private Meeting Contracted(int reader, Contract contract, bool isLeft, int axis, out int there)
    {
        int label = (isLeft ? contract.Left : contract.Right)[axis];
        int other = (isLeft ? contract.Right : contract.Left).Items.IndexOf(label);
        there = contract.Result.Items.IndexOf(label);
        if (there >= 0)
        {
            return uniform[reader, there] ? Meeting.Carries : Meeting.TellsApart;
        }

        // Summed over: by a later layer's weights, or with values of the sample, which differ from unit to unit.
        if (model.Layers[reader] is { } layer && other >= 0)
        {
            there = uniform[model.Layers.WeightsOf(layer), other] ? Uniform : -1;
            return Meeting.Reads;
        }

        return Meeting.TellsApart;
    }

    /// <summary>The axis of the same length behind the same number of elements; −1 where it was split or merged.</summary>
    private static int Kept(Shape from, Shape to, int axis)
    {
        int before = from.Dimensions.Take(axis).Aggregate(1, static (size, length) => size * length);
        int size = 1;
        for (int i = 0; i < to.Rank; i++)
        {
            if (size == before && to[i] == from[axis])
            {
                return i;
            }

            size *= to[i];
        }

        return -1;
    }
}
