using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>A squared difference that is a term of the loss, ours or written out.</summary>
/// <param name="Node">The node of (p − t)².</param>
/// <param name="Left">The first operand of the difference.</param>
/// <param name="Right">The second one.</param>
internal sealed record SquaredError(int Node, int Left, int Right)
{
    private static readonly ScalarFunction[] Linear = [Scalars.Add, Scalars.Multiply, Scalars.Divide];

    /// <summary>Recognizes the square of a difference; null for anything else.</summary>
    internal static SquaredError? Match(Graph graph, int node)
    {
        if (graph.Nodes[node] is not { Primitive: Map { Function: var function }, Operands: var operands })
        {
            return null;
        }

        if (operands.Length == 2 && function.Equals(Scalars.SquaredDifference))
        {
            return new(node, operands[0], operands[1]);
        }

        return operands.Length == 1 && function.Equals(Scalars.Square)
            && graph.Nodes[operands[0]] is { Primitive: Map difference, Operands: { Length: 2 } terms } && difference.Function.Equals(Scalars.Subtract)
                ? new(node, terms[0], terms[1])
                : null;
    }

    /// <summary>Whether the loss contains the squares as a weighted sum.</summary>
    internal bool IsTermOfLoss(ModelAnalysis model)
    {
        var reached = new Stack<int>([Node]);
        var known = new HashSet<int>();
        while (reached.Count > 0)
        {
            int node = reached.Pop();
            if (model.Readers.Roles(node).Contains(OutputRole.LossValue))
            {
                return true;
            }

            foreach (int reader in model.Readers[node].Where(reader => IsLinear(model.Graph.Nodes[reader]) && known.Add(reader)))
            {
                reached.Push(reader);
            }
        }

        return false;
    }

    /// <summary>Whether a target of the model, or a class label, is behind an operand.</summary>
    internal static bool IsTarget(ModelAnalysis model, int operand)
    {
        int node = model.Graph.Origin(operand);
        return Indicator.IsMatch(model.Graph, node)
            || (model.Graph.Nodes[node].Primitive is Input { Name: var name } && model.Definition.Targets.Any(target => target.Name == name));
    }

    private static bool IsLinear(Node node) => node.Primitive switch
    {
        Reduce { Reduction: Reduction.Sum } or Reshape or Transpose or Broadcast => true,
        Map { Function: { Arity: 1 } function } => function.Evaluate(0) == 0 && function.Evaluate(2) == 2 * function.Evaluate(1),
        Map { Function: var function } => Linear.Contains(function),
        _ => false,
    };
}
