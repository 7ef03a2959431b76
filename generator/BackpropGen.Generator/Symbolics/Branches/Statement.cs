using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A statement of generated code: one line, or an <c>if</c> with its branches.</summary>
/// <param name="Text">The line, or the condition.</param>
/// <param name="Then">What runs where the condition holds; null for a line.</param>
/// <param name="Else">What runs where it does not.</param>
internal sealed record Statement(string Text, List<Statement>? Then = null, List<Statement>? Else = null)
{
    /// <summary>The lines of some statements, those of a branch indented.</summary>
    public static List<string> Lines(List<Statement> statements)
    {
        var lines = new List<string>();
        var pending = new Stack<(Statement Statement, int Depth)>();
        Push(statements, 0);
        while (pending.Count > 0)
        {
            var (statement, depth) = pending.Pop();
            if (statement.Then is not { } then)
            {
                lines.Add(Indent(depth) + statement.Text);
                continue;
            }

            lines.Add(Indent(depth) + statement.Text);
            lines.Add(Indent(depth) + "{");
            var otherwise = statement.Else ?? [];
            if (otherwise.Count == 1 && otherwise[0].Then is not null)
            {
                pending.Push((otherwise[0] with { Text = "else " + otherwise[0].Text }, depth));
            }
            else if (otherwise.Count > 0)
            {
                pending.Push((new Statement("}"), depth));
                Push(otherwise, depth + 1);
                pending.Push((new Statement("{"), depth));
                pending.Push((new Statement("else"), depth));
            }

            pending.Push((new Statement("}"), depth));
            Push(then, depth + 1);
        }

        return lines;

        void Push(List<Statement> block, int depth)
        {
            for (var i = block.Count - 1; i >= 0; i--)
            {
                pending.Push((block[i], depth));
            }
        }
    }

    private static string Indent(int depth) => new(' ', 4 * depth);
}
