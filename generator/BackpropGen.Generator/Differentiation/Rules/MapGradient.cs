using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Differentiation;

/// <summary><c>∂L/∂xᵢ = ∂L/∂y ⊙ ∂f/∂xᵢ</c>, the derivative written with the output <c>y</c> where that is cheaper
/// (<c>tanh′ = 1 − y²</c>), so that the input need not be kept.</summary>
internal static class MapGradient
{
    public static int Rule(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var function = ((Map)graph[node].Primitive).Function;
        var derivative = function.DerivativeUsingOutput(operand);
        if (derivative.IsConstant(out double slope) && slope == 0)
        {
            return -1;
        }

        int arity = function.Arity + 2;
        var factor = derivative.WithArguments(Enumerable.Range(0, arity - 1).ToArray(), arity);
        var product = Scalars.Multiply.Compose(arity, [Scalars.Argument(arity - 1, arity), factor]);
        return graph.Map(product, [.. graph[node].Operands, node, cotangent]);
    }
}
