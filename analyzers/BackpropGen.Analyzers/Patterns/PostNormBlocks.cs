using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// Finds normalizations over the features of one sample that are applied directly to <c>x + F(x)</c>, so that the skip
/// connection passes through them: Transformer blocks as first published. A normalization over the batch, as in a ResNet, and a
/// sum whose skip is scaled up, as in DeepNorm, are none.
/// </summary>
internal sealed class PostNormBlocks(ModelAnalysis model)
{
    private readonly Dictionary<int, bool> _hasAttention = [];

    /// <summary>The normalizations, and whether their F holds an attention: a product of two values of the sample.</summary>
    internal IReadOnlyDictionary<int, bool> Find()
    {
        for (int node = 0; node < model.Graph.Nodes.Length; node++)
        {
            if (model.Normalizations.IsMatch(node) && Normalized(node) is { } value && ResidualSum.Match(model, value) is { } sum)
            {
                _hasAttention[node] = HasAttention(sum);
            }
        }

        return _hasAttention;
    }

    /// <summary>The number of Transformer blocks that sublayers make: those without attention, one in each block; where
    /// attention stands alone or beside its feed-forward part in one F, those with it.</summary>
    internal int Blocks(IReadOnlyCollection<int> sublayers)
    {
        int attention = sublayers.Count(node => _hasAttention[node]), others = sublayers.Count - attention;
        return others == 0 ? attention : System.Math.Min(attention, others);
    }

    /// <summary>What a normalization over one sample is applied to, its mean not yet subtracted; null for one over the batch.</summary>
    private int? Normalized(int node)
    {
        var (graph, operands) = (model.Graph, model.Graph.Nodes[node].Operands);
        if (operands.Length != 2 || !operands.All(operand => graph.Nodes[operand].IsPerSample))
        {
            return null;
        }

        // The statistic is made of the value, so it is the later of the two, with its length broadcast.
        int value = operands.Min();
        return IsCentering(value) ? graph.Nodes[value].Operands.Min() : value;
    }

    /// <summary>x − μ, with a mean that is made of x by a sum.</summary>
    private bool IsCentering(int node) =>
        model.Graph.Nodes[node] is { Primitive: Map, Operands.Length: 2 } difference
        && IsReduced(difference.Operands.Max(), difference.Operands.Min());

    private bool IsReduced(int node, int from)
    {
        bool isReduced = false;
        while (node > from && model.Graph.Nodes[node] is { Operands.Length: 1, Primitive: Map or Broadcast or Reshape or Reduce } step)
        {
            isReduced |= step.Primitive is Reduce;
            node = step.Operands[0];
        }

        return isReduced && node == from;
    }

    private bool HasAttention(ResidualSum sum) => sum.Made(model.Graph).Any(node =>
        model.Graph.Nodes[node] is { Primitive: Contract } product && product.Operands.All(operand => model.Graph.Nodes[operand].IsPerSample));
}
