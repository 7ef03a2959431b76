using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A statement of generated code: one line, an <c>if</c> with its branches, or a loop with its body.</summary>
/// <param name="Text">The line, or what stands before the first brace.</param>
/// <param name="Then">What runs where the condition holds, or in each round; null for a line.</param>
/// <param name="Else">What runs where it does not.</param>
internal sealed record Statement(string Text, List<Statement>? Then = null, List<Statement>? Else = null)
{
    /// <summary>The lines of some statements, those of a branch indented.</summary>
    public static List<string> Lines(IReadOnlyList<Statement> statements)
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

        void Push(IReadOnlyList<Statement> block, int depth)
        {
            for (var i = block.Count - 1; i >= 0; i--)
            {
                pending.Push((block[i], depth));
            }
        }
    }

    /// <summary>Some statements with those in their branches, as they are written, each with the number of statements around it.</summary>
    public static IEnumerable<(Statement Statement, int Depth)> InOrder(IReadOnlyList<Statement> statements)
    {
        var pending = new Stack<(Statement Statement, int Depth)>();
        Push(statements, 0);
        while (pending.Count > 0)
        {
            var (statement, depth) = pending.Pop();
            yield return (statement, depth);
            Push(statement.Else ?? [], depth + 1);
            Push(statement.Then ?? [], depth + 1);
        }

        void Push(IReadOnlyList<Statement> block, int depth)
        {
            for (int i = block.Count - 1; i >= 0; i--)
            {
                pending.Push((block[i], depth));
            }
        }
    }

    /// <summary>A block and those in its statements, each behind the blocks in it.</summary>
    public static IReadOnlyList<List<Statement>> Blocks(List<Statement> block)
    {
        var blocks = new List<List<Statement>> { block };
        for (int i = 0; i < blocks.Count; i++)
        {
            foreach (var statement in blocks[i])
            {
                blocks.AddRange(new[] { statement.Then, statement.Else }.OfType<List<Statement>>());
            }
        }

        blocks.Reverse();
        return blocks;
    }

    private static string Indent(int depth) => new(' ', 4 * depth);
}
