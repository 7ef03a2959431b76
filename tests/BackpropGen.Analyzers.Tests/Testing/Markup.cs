using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>A diagnostic that a test's source expects.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Span">Where it begins and ends, in the source without markup.</param>
internal sealed record ExpectedDiagnostic(string Id, TextSpan Span);

/// <summary>
/// Source text in which <c>{|BPG1001:expression|}</c> marks where a diagnostic is expected, nested as needed. So tests say
/// where by the text itself, never by line and column.
/// </summary>
internal static class Markup
{
    internal static (string Source, ImmutableArray<ExpectedDiagnostic> Expected) Parse(string marked)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var expected = ImmutableArray.CreateBuilder<ExpectedDiagnostic>();
        for (int i = 0; i < marked.Length; i++)
        {
            if (At("{|"))
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (At("|}"))
            {
                var (id, start) = open.Pop();
                expected.Add(new(id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }

            bool At(string text) => string.CompareOrdinal(marked, i, text, 0, text.Length) == 0;
        }

        return open.Count == 0 ? (source.ToString(), expected.ToImmutable()) : throw new FormatException("A '{|' is not closed.");
    }
}
