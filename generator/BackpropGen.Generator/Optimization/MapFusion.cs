using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Optimization;

/// <summary>
/// Makes one map of a map and those it reads, so that no intermediate is stored: where the intermediate has no other
/// reader, or is so cheap that each reader had better compute it again.
/// </summary>
internal static class MapFusion
{
    /// <summary>The kernels read at most this many operands at once.</summary>
    public const int MaximumOperands = 8;

    private const int MaximumInstructions = 64;
    private const int CheapCost = 2;

    public static Graph Fuse(Graph graph)
    {
        bool[] fusible = FindFusible(graph);
        var vanishing = new HashSet<int>();
        return GraphRewriting.Rewrite(graph, (builder, node, operands) =>
        {
            var old = graph.Nodes[node];
            int number = old.Primitive switch
            {
                StopGradient => operands[0],
                Map map when operands.Length > 0 => Inline(builder, map.Function, operands, vanishing),
                _ => builder.Add(old.Primitive, operands),
            };
            if (fusible[node] && builder[number] is { Primitive: Map, Operands.Length: > 0 })
            {
                vanishing.Add(number);
            }

            return number;
        });
    }

    /// <summary>The map of a function over operands, in which those that may vanish are substituted by what they compute.</summary>
    private static int Inline(GraphBuilder builder, ScalarFunction function, int[] operands, HashSet<int> vanishing)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!vanishing.Contains(operands[i]))
            {
                continue;
            }

            var producer = builder[operands[i]];
            var inner = ((Map)producer.Primitive).Function;
            int[] union = operands.Where((_, j) => j != i).Concat(producer.Operands).Distinct().ToArray();
            if (union.Length <= MaximumOperands
                && function.Instructions.Length + inner.Instructions.Length <= MaximumInstructions)
            {
                return Inline(builder, Substitute(builder, function, operands, i, inner, producer.Operands, union), union, vanishing);
            }
        }

        return builder.Map(function, operands);
    }

    private static ScalarFunction Substitute(
        GraphBuilder builder, ScalarFunction function, int[] operands, int inlined, ScalarFunction inner, EquatableArray<int> innerOperands, int[] union)
    {
        var arguments = new ScalarFunction[operands.Length];
        for (int j = 0; j < operands.Length; j++)
        {
            arguments[j] = j == inlined
                ? builder.Functions.Compose(
                    inner, union.Length, innerOperands.Select(operand => Scalars.Argument(Array.IndexOf(union, operand), union.Length)).ToArray())
                : Scalars.Argument(Array.IndexOf(union, operands[j]), union.Length);
        }

        return builder.Functions.Compose(function, union.Length, arguments);
    }

    /// <summary>A map may vanish if only maps read it: one of them, or several where computing it again is nearly free.</summary>
    private static bool[] FindFusible(Graph graph)
    {
        var readers = new List<int>[graph.Nodes.Length];
        for (int node = 0; node < readers.Length; node++)
        {
            readers[node] = [];
            foreach (int operand in graph.Nodes[node].Operands.Distinct())
            {
                readers[operand].Add(node);
            }
        }

        var outputs = new HashSet<int>(graph.Outputs.Select(static output => output.Node));
        return readers.Select((reading, node) =>
            graph.Nodes[node].Primitive is Map { Function: var function } && graph.Nodes[node].Operands.Length > 0
            && !outputs.Contains(node)
            && reading.All(reader => graph.Nodes[reader].Primitive is Map)
            && (reading.Count == 1 || (function.Cost <= CheapCost && ReadsNoMore(graph, graph.Nodes[node])))).ToArray();
    }

    /// <summary>Whether computing a value again reads no more than reading the value would: what is repeated stays in the
    /// registers. A sum of two tensors does not, and where each layer adds one, as the gradient along a residual path does,
    /// the last of them would read them all.</summary>
    private static bool ReadsNoMore(Graph graph, Node node) =>
        node.Operands.Count(operand => graph.Nodes[operand].Primitive is not Broadcast) <= 1;
}
