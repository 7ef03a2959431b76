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
        var product = graph.Functions.Derive(function, operand, Product);
        return product.IsConstant(out double share) && share == 0
            ? -1
            : graph.Map(product, [.. graph[node].Operands, node, cotangent]);
    }

    /// <summary>The derivative times the cotangent: a function of the operands, the output and the cotangent.</summary>
    private static ScalarFunction Product(ScalarFunction function, int operand)
    {
        int arity = function.Arity + 2;
        var factor = function.DerivativeUsingOutput(operand).WithArguments(Enumerable.Range(0, arity - 1).ToArray(), arity);
        return Scalars.Multiply.Compose(arity, [Scalars.Argument(arity - 1, arity), factor]);
    }
}
