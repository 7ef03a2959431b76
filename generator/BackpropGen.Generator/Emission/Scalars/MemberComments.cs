using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;

namespace BackpropGen.Generator.Emission;

/// <summary>Documentation comments of generated methods.</summary>
internal static class MemberComments
{
    /// <summary>Writes a method's comment.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="summary">What the method does; code in it stands between <c>`</c>.</param>
    /// <param name="parameters">Its parameters' names and descriptions.</param>
    /// <param name="returned">The descriptions of what it returns; none for <c>void</c>.</param>
    public static void Write(SourceWriter writer, string summary, IEnumerable<(string Name, string Description)> parameters, IEnumerable<string> returned)
    {
        writer.Line($"/// <summary>{Text(summary)}</summary>");
        foreach (var (name, description) in parameters)
        {
            writer.Line($"/// <param name=\"{name}\">{Text(description)}</param>");
        }

        string result = string.Join(" ", returned.Select(Text));
        if (result.Length > 0)
        {
            writer.Line($"/// <returns>{result}</returns>");
        }
    }

    private static string Text(string text) =>
        string.Concat(text.Split(DerivativeFormulas.Mark).Select(static (part, i) => i % 2 == 0 ? Names.Xml(part) : "<c>" + Names.Xml(part) + "</c>"));
}
