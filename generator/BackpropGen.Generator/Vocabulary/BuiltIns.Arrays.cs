using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Functions that rearrange, select and name whole arrays.</summary>
internal static partial class BuiltIns
{
    private static void AddArrays(Dictionary<string, Lowering> table)
    {
        AddReductions(table);
        table.Add("MatMul", (context, _, arguments) => new TensorValue(
            MatrixMultiplication.Lower(context.Graph, arguments, arguments.Tensor("left"), arguments.Tensor("right"))));
        table.Add("Transpose", Transpose);
        table.Add("Reshape", (context, _, arguments) => Reshape(context.Graph, arguments));
        table.Add("Flatten", (context, _, arguments) =>
            new TensorValue(context.Graph.Reshape(arguments.Tensor("x"), Shape.Of(context.Graph.ShapeOf(arguments.Tensor("x")).Size))));
        table.Add("Slice", (context, _, arguments) => Slice(context.Graph, arguments));
        table.Add("Concatenate", Concatenate);
        table.Add("Pad", (context, _, arguments) => Pad(context.Graph, arguments));
        table.Add("Gather", (context, _, arguments) => Gather(context.Graph, arguments));
        table.Add("ArgMax", (context, _, arguments) => ArgMax(context.Graph, arguments));
        table.Add("OneHot", (context, _, arguments) => OneHot(context.Graph, arguments));
        table.Add("Range", (context, _, arguments) => arguments.Integer("length") is >= 1 and var length
            ? new TensorValue(context.Graph.Add(new Index(length)))
            : throw arguments.Invalid("length", "at least 1"));
        table.Add("Constant", (context, _, arguments) => Constant(context.Graph, arguments));
        table.Add("BatchSize", (context, _, _) => new TensorValue(context.Graph.Add(new BatchSize())));
        table.Add("StopGradient", (context, _, arguments) => new TensorValue(context.Graph.Add(new StopGradient(), arguments.Tensor("x"))));
        table.Add("Gradient", (context, _, arguments) => Gradient(context.Graph, arguments));
        table.Add("Update", Update);
    }

    /// <summary>The axis an argument names, from 0.</summary>
    private static int Axis(GraphBuilder graph, Arguments arguments, int x, string name = "axis")
    {
        var shape = graph.ShapeOf(x);
        int axis = shape.NormalizeAxis(arguments.Integer(name));
        return axis >= 0 ? axis : throw arguments.Invalid(name, $"an axis of {shape}");
    }

    private static object? Transpose(LoweringContext context, string path, Arguments arguments)
    {
        int x = arguments.Tensor("x");
        var shape = context.Graph.ShapeOf(x);
        int[] axes;
        if (arguments.Has("axes"))
        {
            axes = Array.ConvertAll(arguments.Integers("axes"), shape.NormalizeAxis);
            if (!axes.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, shape.Rank)))
            {
                throw arguments.Mismatch($"each axis of {shape} once", $"[{string.Join(", ", arguments.Integers("axes"))}]");
            }
        }
        else
        {
            if (shape.Rank < 2)
            {
                throw arguments.Mismatch("at least two axes", $"{shape}");
            }

            axes = Enumerable.Range(0, shape.Rank).ToArray();
            (axes[shape.Rank - 2], axes[shape.Rank - 1]) = (axes[shape.Rank - 1], axes[shape.Rank - 2]);
        }

        return new TensorValue(context.Graph.Transpose(x, axes));
    }

    private static TensorValue Reshape(GraphBuilder graph, Arguments arguments)
    {
        int x = arguments.Tensor("x");
        int[] lengths = arguments.Integers("shape");
        int size = graph.ShapeOf(x).Size;
        int unknown = Array.IndexOf(lengths, -1);
        long known = lengths.Where(static length => length != -1).Aggregate(1L, static (product, length) => product * length);
        if (unknown >= 0 && known > 0 && size % known == 0)
        {
            lengths = (int[])lengths.Clone();
            lengths[unknown] = (int)(size / known);
            known = size;
        }

        if (lengths.Any(static length => length < 1) || known != size)
        {
            throw arguments.Mismatch($"a shape of {size} elements, as {graph.ShapeOf(x)} has", $"[{string.Join(", ", lengths)}]");
        }

        return new TensorValue(graph.Reshape(x, Shape.Of(lengths)));
    }

    private static TensorValue Slice(GraphBuilder graph, Arguments arguments)
    {
        int x = arguments.Tensor("x");
        int axis = Axis(graph, arguments, x);
        int available = graph.ShapeOf(x)[axis];
        int start = arguments.Integer("start"), length = arguments.Integer("length");
        int step = arguments.Has("step") ? arguments.Integer("step") : 1;
        if (step == 0)
        {
            throw arguments.Invalid("step", "different from 0");
        }

        if (start < 0 || start >= available)
        {
            throw arguments.Invalid("start", $"from 0 to {available - 1}");
        }

        long last = start + ((length - 1L) * step);
        if (length < 1 || last < 0 || last >= available)
        {
            throw arguments.Invalid("length", $"at least 1 and within the axis of length {available}");
        }

        return new TensorValue(graph.Slice(x, axis, start, length, step));
    }

    private static object? Concatenate(LoweringContext context, string path, Arguments arguments)
    {
        var graph = context.Graph;
        int[] tensors = arguments.Tensors("tensors");
        if (tensors.Length == 0)
        {
            throw arguments.Mismatch("at least one tensor", "none");
        }

        var first = graph.ShapeOf(tensors[0]);
        int axis = arguments.Has("axis") ? Axis(graph, arguments, tensors[0]) : first.Rank - 1;
        foreach (int tensor in tensors)
        {
            var shape = graph.ShapeOf(tensor);
            if (axis < 0 || shape.Rank != first.Rank || shape.With(axis, 0) != first.With(axis, 0))
            {
                throw arguments.Mismatch($"shapes equal but for axis {axis}, as {first}", $"{shape}");
            }
        }

        bool perSample = tensors.Any(tensor => graph.TypeOf(tensor).IsPerSample);
        var operands = Array.ConvertAll(tensors, tensor => graph.Broadcast(tensor, [], [], perSample));
        return new TensorValue(operands.Length == 1 ? operands[0] : graph.Add(new Concatenate(axis), operands));
    }

    private static TensorValue Pad(GraphBuilder graph, Arguments arguments)
    {
        int x = arguments.Tensor("x");
        int axis = Axis(graph, arguments, x);
        foreach (string name in new[] { "before", "after", "interior" })
        {
            if (arguments.Has(name) && arguments.Integer(name) < 0)
            {
                throw arguments.Invalid(name, "at least 0");
            }
        }

        return new TensorValue(graph.Pad(
            x, axis, arguments.Integer("before"), arguments.Integer("after"), arguments.Has("interior") ? arguments.Integer("interior") : 0));
    }

    private static TensorValue Gather(GraphBuilder graph, Arguments arguments)
    {
        int table = arguments.Tensor("table"), index = arguments.Tensor("index");
        if (graph.ShapeOf(table).Rank == 0)
        {
            throw arguments.Mismatch("a table of at least one axis", $"{graph.ShapeOf(table)}");
        }

        RequireClasses(graph, index, graph.ShapeOf(table)[0]);
        return new TensorValue(graph.Add(new Gather(), table, index));
    }

    private static TensorValue ArgMax(GraphBuilder graph, Arguments arguments)
    {
        int x = arguments.Tensor("x");
        return graph.ShapeOf(x).Rank > 0
            ? new TensorValue(graph.Add(new ArgMax(), x))
            : throw arguments.Mismatch("at least one axis", $"{graph.ShapeOf(x)}");
    }

    private static TensorValue OneHot(GraphBuilder graph, Arguments arguments)
    {
        int index = arguments.Tensor("index");
        return new TensorValue(Indicator(graph, index, ClassesOf(graph, index)));
    }

    /// <summary>1 where the position along a new last axis equals the index, else 0.</summary>
    private static int Indicator(GraphBuilder graph, int index, int classes)
    {
        int real = graph.Add(new ToReal(classes), index);
        var shape = graph.ShapeOf(real);
        int column = graph.InsertAxes(real, shape.Rank);
        return graph.MapAligned(Scalars.Equal, graph.Add(new Index(classes)), column);
    }

    /// <summary>The number of classes of an index: declared for a label, the searched axis' length for ArgMax.</summary>
    private static int ClassesOf(GraphBuilder graph, int index) => graph[index].Primitive switch
    {
        Input { Classes: var classes } => classes,
        Graphs.ArgMax => graph.ShapeOf(graph[index].Operands[0])[graph.ShapeOf(graph[index].Operands[0]).Rank - 1],
        _ => ClassesOf(graph, graph[index].Operands[0]),
    };

    private static void RequireClasses(GraphBuilder graph, int index, int expected)
    {
        int classes = ClassesOf(graph, index);
        if (classes != expected)
        {
            throw new DefinitionException(ProblemKinds.LabelCount, classes, expected);
        }
    }

    private static TensorValue Constant(GraphBuilder graph, Arguments arguments)
    {
        double[] values = arguments.Numbers("values");
        var shape = arguments.Has("shape") && arguments.Integers("shape") is { Length: > 0 } lengths
            ? Shape.Of(lengths)
            : Shape.Of(values.Length);
        if (shape.Dimensions.Any(static length => length < 1) || shape.Size != values.Length)
        {
            throw arguments.Mismatch($"{values.Length} elements", $"shape {shape}");
        }

        return new TensorValue(graph.Add(new Constant(shape, values.ToImmutableArray())));
    }

    private static TensorValue Gradient(GraphBuilder graph, Arguments arguments)
    {
        int scalar = arguments.Tensor("scalar"), of = arguments.Tensor("of");
        if (graph.ShapeOf(scalar).Rank != 0)
        {
            throw new DefinitionException(ProblemKinds.LossNotScalar, "scalar", graph.ShapeOf(scalar));
        }

        return new TensorValue(Differentiator.Gradient(graph, scalar, of));
    }

    private static object? Update(LoweringContext context, string path, Arguments arguments)
    {
        int state = arguments.Tensor("state"), value = arguments.Tensor("value");
        var (expected, found) = (context.Graph.TypeOf(state), context.Graph.TypeOf(value));
        if (found.IsPerSample || found.Shape != expected.Shape)
        {
            throw arguments.Mismatch($"a value shared by the batch, of shape {expected.Shape}", $"{found}");
        }

        context.Update(state, value);
        return null;
    }
}
