using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>A product is linear in each operand: the derivative by one contracts the cotangent with the other.
/// For <c>z = x Wᵀ</c>: <c>∂L/∂x = ∂L/∂z · W</c> and <c>∂L/∂W = Σₙ ∂L/∂z · xᵀ</c>.</summary>
internal static class ContractGradient
{
    public static int Rule(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var contract = (Contract)graph[node].Primitive;
        int other = graph[node].Operands[1 - operand];
        var (labels, otherLabels) = operand == 0 ? (contract.Left, contract.Right) : (contract.Right, contract.Left);

        // The operand's own value decides: one that all samples share gathers the share of each.
        bool sumBatch = !graph.TypeOf(graph[node].Operands[operand]).IsPerSample && graph.TypeOf(cotangent).IsPerSample;
        if (sumBatch && !graph.TypeOf(other).IsPerSample)
        {
            cotangent = graph.Sum(cotangent, [], batch: true);
            sumBatch = false;
        }

        return graph.Contract(cotangent, contract.Result.ToArray(), other, otherLabels.ToArray(), labels.ToArray(), sumBatch);
    }
}
