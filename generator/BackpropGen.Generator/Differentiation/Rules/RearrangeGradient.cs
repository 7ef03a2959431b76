using System;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The transpose of moving elements is moving them back.</summary>
internal static class RearrangeGradient
{
    public static int Reshape(GraphBuilder graph, int node, int operand, int cotangent) =>
        graph.Reshape(cotangent, graph.ShapeOf(graph[node].Operands[0]));

    public static int Transpose(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var axes = ((Transpose)graph[node].Primitive).Axes.ToArray();
        return graph.Transpose(cotangent, Enumerable.Range(0, axes.Length).Select(axis => Array.IndexOf(axes, axis)).ToArray());
    }

    public static int Slice(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var slice = (Slice)graph[node].Primitive;
        int available = graph.ShapeOf(graph[node].Operands[0])[slice.Axis];
        int first = slice.Start, step = slice.Step;
        if (step < 0)
        {
            cotangent = graph.Slice(cotangent, slice.Axis, slice.Length - 1, slice.Length, -1);
            first = slice.Start + ((slice.Length - 1) * step);
            step = -step;
        }

        int last = first + ((slice.Length - 1) * step);
        return graph.Pad(cotangent, slice.Axis, first, available - 1 - last, slice.Length == 1 ? 0 : step - 1);
    }

    public static int Pad(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var pad = (Pad)graph[node].Primitive;
        int length = graph.ShapeOf(graph[node].Operands[0])[pad.Axis];
        return graph.Slice(cotangent, pad.Axis, pad.Before, length, pad.Interior + 1);
    }

    public static int Concatenate(GraphBuilder graph, int node, int operand, int cotangent)
    {
        int axis = ((Concatenate)graph[node].Primitive).Axis;
        var operands = graph[node].Operands;
        int start = Enumerable.Range(0, operand).Sum(i => graph.ShapeOf(operands[i])[axis]);
        return graph.Slice(cotangent, axis, start, graph.ShapeOf(operands[operand])[axis], 1);
    }
}
