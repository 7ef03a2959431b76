using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Summaries;

/// <summary>The texts of a flowchart's nodes.</summary>
internal static class ChartLabel
{
    private const int LongestMathematics = 48;
    private static readonly string[] Variables = ["x", "y", "z"];

    /// <summary><c>image [8, 8]</c>; a label with the number of its classes.</summary>
    internal static string Of(ColumnDeclaration column) => column.IsLabel
        ? $"{Shaped(column.Name, column.Shape)}: 1 of {column.Classes.ToString(CultureInfo.InvariantCulture)}"
        : Shaped(column.Name, column.Shape);

    /// <summary>A name with a shape; a scalar's is left out.</summary>
    internal static string Shaped(string name, Shape shape) => shape.Rank == 0 ? name : $"{name} {shape}";

    /// <summary><c>blocks.0…7.down: Dense [16] ×8</c>, or <c>Tanh ×8</c>: a function's shape where it is not that of an operand.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="turns">What is applied alike at one place.</param>
    internal static string Of(Graph graph, IReadOnlyList<Application> turns)
    {
        var first = turns[0];
        var shape = graph.Nodes[first.Result].Shape;
        string what;
        if (first.Kind != ApplicationKind.Function)
        {
            what = $"{PathPattern.Describe([.. turns.Select(static turn => turn.Path).Distinct()])}: {Shaped(first.Name, shape)}";
        }
        else
        {
            string name = first.Name.Length > 0 ? first.Name : Mathematics(graph, turns);
            what = first.Operands.Any(operand => graph.Nodes[operand].Shape == shape) ? name : Shaped(name, shape);
        }

        return turns.Count > 1 ? $"{what} ×{turns.Count.ToString(CultureInfo.InvariantCulture)}" : what;
    }

    /// <summary>What an operator or a lambda computes, as <c>x + y</c>; where its numbers change from turn to turn, from the first to the last.</summary>
    private static string Mathematics(Graph graph, IReadOnlyList<Application> turns)
    {
        string first = Mathematics(graph, turns[0]), last = Mathematics(graph, turns[turns.Count - 1]);
        string text = first == last ? first : $"{first} … {last}";
        return text.Length <= LongestMathematics ? text : text.Substring(0, LongestMathematics - 1) + "…";
    }

    private static string Mathematics(Graph graph, Application application)
    {
        var function = ((Map)graph.Nodes[application.Result].Primitive).Function;
        return function.ToMathematics([.. Enumerable.Range(0, function.Arity)
            .Select(static i => i < Variables.Length ? Variables[i] : "x" + MathematicsPrinter.Subscript(i + 1))]);
    }
}
