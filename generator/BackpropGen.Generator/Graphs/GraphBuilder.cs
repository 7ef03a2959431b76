using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Problems;

namespace BackpropGen.Generator.Graphs;

/// <summary>Makes a graph node by node. The same primitive over the same operands is one node (hash-consing).</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>More nodes than this is a definition that does not end, or one that no compiler could swallow.</summary>
    public const int NodeBudget = 200_000;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Primitive, EquatableArray<int>), int> _known = [];

    /// <summary>The path of the layer being applied: new nodes carry it.</summary>
    public string Place { get; set; } = "";

    /// <summary>What was done with scalar functions so far.</summary>
    public FunctionMemo Functions { get; } = new();

    public int Count => _nodes.Count;

    public Node this[int node] => _nodes[node];

    public NodeType TypeOf(int node) => _nodes[node].Type;

    public Shape ShapeOf(int node) => _nodes[node].Type.Shape;

    /// <summary>The node of a primitive over operands; an equal one if it exists.</summary>
    public int Add(Primitive primitive, params int[] operands)
    {
        var key = (primitive, new EquatableArray<int>(ImmutableArray.Create(operands)));
        if (_known.TryGetValue(key, out int known))
        {
            return known;
        }

        if (_nodes.Count >= NodeBudget)
        {
            throw new DefinitionException(ProblemKinds.BudgetExceeded, FormattableString.Invariant($"{NodeBudget} operations"));
        }

        var type = primitive.Infer(Array.ConvertAll(operands, operand => _nodes[operand].Type));
        _nodes.Add(new Node(primitive, key.Item2, type, Place));
        _known.Add(key, _nodes.Count - 1);
        return _nodes.Count - 1;
    }

    /// <summary>Gives a node the definition's name for it, for comments; the first name stays.</summary>
    public void SetName(int node, string name)
    {
        if (_nodes[node].Name is null)
        {
            _nodes[node] = _nodes[node] with { Name = name };
        }
    }

    /// <summary>Marks a node as the loss's derivative by another (or by one that <see cref="Node.Vanished"/>); the first mark stays.</summary>
    public void MarkCotangent(int node, int of)
    {
        if (_nodes[node].CotangentOf == -1)
        {
            _nodes[node] = _nodes[node] with { CotangentOf = of };
        }
    }

    public Graph ToGraph(IEnumerable<GraphOutput> outputs) => new(_nodes.ToImmutableArray(), outputs.ToImmutableArray());

    /// <summary>A builder that continues from a graph; its node numbers stay.</summary>
    public static GraphBuilder Continue(Graph graph)
    {
        var builder = new GraphBuilder();
        foreach (var node in graph.Nodes)
        {
            builder._known[(node.Primitive, node.Operands)] = builder._nodes.Count;
            builder._nodes.Add(node);
        }

        return builder;
    }
}
