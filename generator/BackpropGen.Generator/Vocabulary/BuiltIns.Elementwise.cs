using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Functions applied to every element.</summary>
internal static partial class BuiltIns
{
    private static void AddElementwise(Dictionary<string, Lowering> table)
    {
        AddUnary(table, "Sigmoid", Scalars.Sigmoid);
        AddUnary(table, "Tanh", Scalars.Tanh);
        AddUnary(table, "Relu", Scalars.Relu);
        AddUnary(table, "Selu", Scalars.Selu);
        AddUnary(table, "Gelu", Scalars.Gelu);
        AddUnary(table, "Swish", Scalars.Swish);
        AddUnary(table, "Softplus", Scalars.Softplus);
        AddUnary(table, "Softsign", Scalars.Softsign);
        AddUnary(table, "Exp", Scalars.Exp);
        AddUnary(table, "Log", Scalars.Log);
        AddUnary(table, "Sqrt", Scalars.Sqrt);
        AddUnary(table, "Square", Scalars.Square);
        AddUnary(table, "Abs", Scalars.Abs);
        AddUnary(table, "Sin", Scalars.Sin);
        AddUnary(table, "Cos", Scalars.Cos);
        AddWithNumber(table, "LeakyRelu", "slope", 0.01, Scalars.LeakyRelu);
        AddWithNumber(table, "Elu", "alpha", 1, Scalars.Elu);
        AddWithNumber(table, "Pow", "exponent", 1, Scalars.Power);
        table.Add("Map", Map);
    }

    private static void AddWithNumber(
        Dictionary<string, Lowering> table, string name, string parameter, double otherwise, System.Func<double, ScalarFunction> create) =>
        table.Add(name, (context, _, arguments) =>
        {
            double number = arguments.Has(parameter) ? arguments.Number(parameter) : otherwise;
            return new TensorValue(context.Graph.Map(create(number), arguments.Tensor("x")));
        });

    private static object? Map(LoweringContext context, string path, Arguments arguments)
    {
        int[] operands = new[] { "x", "y", "z", "w" }.Where(arguments.Has).Select(arguments.Tensor).ToArray();
        var aligned = context.Graph.ShapeOf(operands[0]);
        foreach (int operand in operands.Skip(1))
        {
            aligned = RequireAligned(arguments, aligned, context.Graph.ShapeOf(operand));
        }

        return new TensorValue(context.Graph.MapAligned(arguments.Function("function"), operands));
    }
}
