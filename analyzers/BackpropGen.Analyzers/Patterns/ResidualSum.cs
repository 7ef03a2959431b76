using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>A sum <c>x + F(x)</c>.</summary>
/// <param name="Skip">x.</param>
/// <param name="Branch">F(x).</param>
internal readonly record struct ResidualSum(int Skip, int Branch)
{
    /// <summary>The two terms of a sum of which one is made of the other; null where a node is no such sum.</summary>
    internal static ResidualSum? Match(ModelAnalysis model, int node)
    {
        var sum = model.Graph.Nodes[node];
        if (sum is not { Primitive: Map { Function: var function }, Operands.Length: 2 }


            // A bias is repeated for every sample, but no value of the sample.
            || !sum.Operands.All(operand => model.Graph.Nodes[model.Graph.Origin(operand)].IsPerSample)
            || MapSlopes.ConstantSlope(function, 0) != 1 || MapSlopes.ConstantSlope(function, 1) != 1)
        {
            return null;
        }

        var match = new ResidualSum(sum.Operands.Min(), sum.Operands.Max());
        return match.Made(model.Graph).Contains(match.Skip) ? match : null;
    }

    /// <summary>The nodes that the branch is made of, down to the skip.</summary>
    internal HashSet<int> Made(Graph graph)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>([Branch]);
        while (open.Count > 0)
        {
            int current = open.Pop();
            if (current >= Skip && found.Add(current))
            {
                foreach (int operand in graph.Nodes[current].Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return found;
    }
}
