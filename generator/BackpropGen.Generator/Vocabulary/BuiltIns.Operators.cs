using System.Collections.Generic;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>The operators of tensors.</summary>
internal static partial class BuiltIns
{
    private static void AddOperators(Dictionary<string, Lowering> table)
    {
        AddBinary(table, "+", Scalars.Add);
        AddBinary(table, "-", Scalars.Subtract);
        AddBinary(table, "*", Scalars.Multiply);
        AddBinary(table, "/", Scalars.Divide);
        AddBinary(table, "Maximum", Scalars.Maximum);
        AddBinary(table, "Minimum", Scalars.Minimum);
        AddUnary(table, "negate", Scalars.Negate);
    }

    private static void AddBinary(Dictionary<string, Lowering> table, string name, ScalarFunction function) =>
        table.Add(name, (context, _, arguments) =>
        {
            int left = arguments.Tensor("left"), right = arguments.Tensor("right");
            RequireAligned(arguments, context.Graph.ShapeOf(left), context.Graph.ShapeOf(right));
            return new TensorValue(context.Graph.MapAligned(function, left, right));
        });

    private static void AddUnary(Dictionary<string, Lowering> table, string name, ScalarFunction function) =>
        table.Add(name, (context, _, arguments) => new TensorValue(context.Graph.Map(function, arguments.Tensor("x"))));

    /// <summary>The common shape of two operands: sees that they broadcast, before the graph is asked to.</summary>
    private static Shape RequireAligned(Arguments arguments, Shape left, Shape right) =>
        Shape.Broadcast(left, right) ?? throw arguments.Mismatch($"a right operand that broadcasts with {left}", $"{right}");
}
