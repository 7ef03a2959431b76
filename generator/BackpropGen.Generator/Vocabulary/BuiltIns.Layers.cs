using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Layers, parameters and states.</summary>
internal static partial class BuiltIns
{
    private static void AddLayers(Dictionary<string, Lowering> table)
    {
        table.Add("Dense", Dense);
        table.Add("LayerNorm", static (_, path, arguments) => new LayerNormLayer(path, NonNegative(arguments, "epsilon")));
        table.Add("BatchNorm", static (_, path, arguments) =>
            new BatchNormLayer(path, NonNegative(arguments, "momentum"), NonNegative(arguments, "epsilon")));
        table.Add("Sequence", static (_, path, arguments) => new SequenceLayer(path, arguments.Layers("layers")));
        table.Add("Parameter", Parameter);
        table.Add("State", State);
    }

    private static object? Dense(LoweringContext context, string path, Arguments arguments) =>
        arguments.Integer("outputs") is >= 1 and var outputs
            ? new DenseLayer(
                path,
                outputs,
                arguments.Boolean("bias"),
                arguments.Initializer("weightInitializer", InitializerSpec.GlorotUniform),
                arguments.Initializer("biasInitializer", InitializerSpec.Zeros))
            : throw arguments.Invalid("outputs", "at least 1");

    private static object? Parameter(LoweringContext context, string path, Arguments arguments)
    {
        var shape = arguments.Has("length") ? Shape.Of(Positive(arguments, "length")) : ShapeArgument(arguments, "shape");
        var otherwise = shape.Rank >= 2 ? InitializerSpec.GlorotUniform : InitializerSpec.Zeros;
        int node = context.DeclareParameter(path, shape, arguments.Initializer("initializer", otherwise));
        context.Applications.AddStored(ApplicationKind.Parameter, path, node);
        return new TensorValue(node);
    }

    private static object? State(LoweringContext context, string path, Arguments arguments)
    {
        int node = context.DeclareState(path, ShapeArgument(arguments, "shape"), arguments.Number("value"));
        context.Applications.AddStored(ApplicationKind.State, path, node);
        return new TensorValue(node);
    }

    private static Shape ShapeArgument(Arguments arguments, string name)
    {
        int[] lengths = arguments.Integers(name);
        return lengths.All(static length => length >= 1)
            ? Shape.Of(lengths)
            : throw arguments.Mismatch("lengths of at least 1", $"[{string.Join(", ", lengths)}]");
    }

    private static int Positive(Arguments arguments, string name) =>
        arguments.Integer(name) is >= 1 and var value ? value : throw arguments.Invalid(name, "at least 1");

    private static double NonNegative(Arguments arguments, string name) =>
        arguments.Number(name) is >= 0 and var value ? value : throw arguments.Invalid(name, "at least 0");
}
