using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Optimization;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Makes a map of its own of what several maps compute, where that is expensive, as <c>erf(x / √2)</c> of GELU, which its derivative
/// has too: it is computed once and stored. What is cheaper each computes again.
/// </summary>
internal static class StoredParts
{
    /// <summary>More than an exponential or a hyperbolic tangent: those take no longer than a second pass over what is stored.</summary>
    private const int LeastCost = 30;

    /// <summary>Elements of a sample: of more, a batch leaves the first cache, and the second pass takes longer than any function.</summary>
    private const int MostElements = 128;

    public static Graph Store(Graph graph)
    {
        var maps = Enumerable.Range(0, graph.Nodes.Length).Where(node => graph.Nodes[node] is { Primitive: Map, Operands.Length: > 0 }).ToList();
        var functions = maps.ConvertAll(map => (Function(graph.Nodes[map]), (IReadOnlyList<int>)graph.Nodes[map].Operands));
        var operandCounts = maps.ConvertAll(map => graph.Nodes[map].Operands.Length);
        var steps = new List<(int Node, int Step)>();
        foreach (var part in CommonValues.Of(functions).Where(part => part.Value.Cost >= LeastCost && IsOfFewElements(part, graph.Nodes[maps[part.Places[0].Function]], graph)))
        {
            if (part.Places.All(place => operandCounts[place.Function] < Planner.MostBlockOperands))
            {
                steps.AddRange(part.Places.Select(place => (maps[place.Function], place.Step)));
                part.Places.ToList().ForEach(place => operandCounts[place.Function]++);
            }
        }

        return steps.Count == 0 ? graph : DeadCode.Remove(WithMapsOf(graph, steps.ToLookup(static step => step.Node, static step => step.Step)));
    }

    /// <summary>The graph with a map of its own for each of those steps of its maps.</summary>
    private static Graph WithMapsOf(Graph graph, ILookup<int, int> steps) => GraphRewriting.Rewrite(graph, (builder, node, operands) =>
    {
        var parts = steps[node].ToList();
        if (parts.Count == 0)
        {
            return builder.Add(graph.Nodes[node].Primitive, operands);
        }

        var function = Function(graph.Nodes[node]);
        return MapOfUsed(builder, function.WithParts(parts), [.. operands, .. parts.Select(step => MapOfUsed(builder, function.Part(step), operands))]);
    });

    /// <summary>Whether there are few, and it has an own value for each element of the map, rather than one that is repeated.</summary>
    private static bool IsOfFewElements(CommonValue part, Node map, Graph graph)
    {
        var used = part.Value.UsedArguments;
        return map.Shape.Size <= MostElements && map.Operands.Where((_, i) => used[i]).Any(operand => graph.Nodes[operand].Primitive is not Broadcast);
    }

    private static ScalarFunction Function(Node map) => ((Map)map.Primitive).Function;

    /// <summary>The map over those operands that the function reads.</summary>
    private static int MapOfUsed(GraphBuilder builder, ScalarFunction function, int[] operands)
    {
        var used = function.UsedArguments;
        int[] read = operands.Where((_, i) => used[i]).ToArray();
        int next = 0;
        return builder.Map(function.WithArguments([.. used.Select(isUsed => isUsed ? next++ : -1)], read.Length), read);
    }
}
