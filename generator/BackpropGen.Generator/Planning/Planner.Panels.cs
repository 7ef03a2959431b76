using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Planning;

/// <summary>What is stored in panels: parameters, their gradients, and what those are mapped from element by element.</summary>
internal sealed partial class Planner
{
    private Panels? StoredPanels(string parameter) => _panels.TryGetValue(parameter, out var panels) ? panels : null;

    /// <summary>The panels of each node that a step computes: a gradient's own, and those of a product or map whose only readers
    /// are maps in panels.</summary>
    private Panels?[] FindPanels()
    {
        var panels = new Panels?[_graph.Nodes.Length];
        var readers = new List<int>[_graph.Nodes.Length];
        var outputs = new HashSet<int>(_graph.Outputs.Select(static output => output.Node));
        for (int node = _graph.Nodes.Length - 1; node >= 0; node--)
        {
            panels[node] = _destinations.TryGetValue(node, out var destination) ? destination.Panels
                : readers[node] is { } reading && IsOnlyMapped(node) && reading.All(reader => _graph.Nodes[reader].Primitive is Map && panels[reader] == panels[reading[0]])
                    ? panels[reading[0]] : null;
            foreach (int operand in _graph.Nodes[node].Operands)
            {
                (readers[operand] ??= []).Add(node);
            }
        }

        return panels;

        bool IsOnlyMapped(int node) => _graph.Nodes[node] is { IsPerSample: false, Primitive: Map or Contract } && !outputs.Contains(node);
    }

    /// <summary>All of a buffer, as it is stored.</summary>
    private View Whole(int buffer, NodeType type) =>
        _buffers[buffer].Panels is { } panels ? View.InPanels(buffer, type.Shape, panels) : View.Whole(buffer, type);
}
