using System.Collections.Generic;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Summaries;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints a flowchart in the language of Mermaid.</summary>
internal static class DiagramText
{
    /// <summary>The lines of the diagram.</summary>
    internal static string Of(FlowChart chart)
    {
        var lines = new List<string> { "flowchart TD" };
        lines.AddRange(chart.Nodes.Select(static (node, i) => $"    {Name(i)}{Shape(node)}"));
        lines.AddRange(Chains(chart.Edges));
        return string.Join("\n", lines);
    }

    /// <summary>The edges, each once, as chains <c>n0 --> n1 --> n2</c>; those back to a loop's beginning by themselves.</summary>
    private static IEnumerable<string> Chains(IEnumerable<ChartEdge> edges)
    {
        var left = edges.ToList();
        while (left.Count > 0)
        {
            var line = new StringBuilder("    " + Name(left[0].From));
            for (ChartEdge? edge = left[0]; edge is not null; edge = Next(left, edge))
            {
                line.Append(' ').Append(Arrow(edge)).Append(' ').Append(Name(edge.To));
                left.Remove(edge);
            }

            yield return line.ToString();
        }
    }

    private static ChartEdge? Next(List<ChartEdge> left, ChartEdge edge) =>
        edge.IsRepetition ? null : left.Find(next => next.From == edge.To && !next.IsRepetition);

    private static string Name(int node) => "n" + Names.Number(node);

    private static string Shape(ChartNode node) => node.Kind switch
    {
        ChartNodeKind.Terminal => $"([\"{Escape(node.Label)}\"])",
        ChartNodeKind.Stored => $"[(\"{Escape(node.Label)}\")]",
        ChartNodeKind.Layer => $"[\"{Escape(node.Label)}\"]",
        ChartNodeKind.Junction => "((\" \"))",
        _ => $"(\"{Escape(node.Label)}\")",
    };

    private static string Arrow(ChartEdge edge) =>
        (edge.IsRepetition ? "-.->" : "-->") + (edge.Label.Length > 0 ? $"|\"{Escape(edge.Label)}\"|" : "");

    /// <summary>Writes what means something to Mermaid or to HTML as the number of its character.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            escaped.Append(character is '"' or '#' or '&' or '<' or '>' or '`' or '\\' or ';' ? $"#{Names.Number(character)};" : character.ToString());
        }

        return escaped.ToString();
    }
}
