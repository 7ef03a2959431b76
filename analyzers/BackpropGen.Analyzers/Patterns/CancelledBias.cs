using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Finds the biases that a normalization takes away again.</summary>
internal sealed class CancelledBias
{
    private readonly Graph _graph;
    private readonly Readers _readers;

    internal CancelledBias(Graph graph, GraphAnalysis analysis)
    {
        (_graph, _readers) = (graph, analysis.Readers);
        Paths = [.. Find(analysis.Linear).Select(node => ((Parameter)graph.Nodes[node].Primitive).Path)];
    }

    /// <summary>The parameters: each is added to a layer's result, and no other way leads from it to the loss or to a
    /// prediction than through a difference from a mean along which it is constant.</summary>
    internal HashSet<string> Paths { get; }

    private IEnumerable<int> Find(LinearLayers layers) => layers.All
        .Where(static layer => layer.Bias is not null)
        .GroupBy(static layer => layer.Bias!.Value, static layer => layer.Result)
        .Where(sums => IsCancelled(sums.Key, [.. sums]))
        .Select(static sums => sums.Key);

    /// <summary>The operand of the sum that is a parameter and not the product.</summary>
    private int Addend(int sum) => _graph.Nodes[sum].Operands.First(operand => _graph.Nodes[_graph.Origin(operand)].Primitive is Parameter);

    private bool IsCancelled(int bias, List<int> sums)
    {
        var ends = new HashSet<int>(sums.SelectMany(sum => _readers[sum].Where(reader => Cancels(reader, sum))));
        if (ends.Count == 0)
        {
            return false;
        }

        var products = new HashSet<int>(sums.SelectMany(sum => _graph.Nodes[sum].Operands.Where(operand => operand != Addend(sum))));
        var reached = new Stack<int>([bias]);
        var known = new HashSet<int>();
        while (reached.Count > 0)
        {
            int node = reached.Pop();

            // What reaches the layer by its other side is more than a constant that is added.
            if (products.Contains(node) || _readers.Roles(node).Any(static role => role != OutputRole.StateUpdate))
            {
                return false;
            }

            foreach (int reader in _readers[node].Where(reader => !ends.Contains(reader) && known.Add(reader)))
            {
                reached.Push(reader);
            }
        }

        return true;
    }

    /// <summary>Whether a node subtracts a mean of the sum over axes along which the bias is repeated; it is for every sample.</summary>
    private bool Cancels(int node, int sum) =>
        Centering.AxesOf(_graph, node, sum) is { } axes
        && _graph.Nodes[Addend(sum)].Primitive is Broadcast broadcast && axes.All(broadcast.Axes.Contains);
}
