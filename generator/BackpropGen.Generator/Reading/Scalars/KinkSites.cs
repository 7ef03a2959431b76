using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>A call whose value has no derivative somewhere.</summary>
/// <param name="Location">The call.</param>
/// <param name="Text">The call as it is written.</param>
/// <param name="Where">The place, in terms of the call's arguments.</param>
/// <param name="Convention">The derivative that is taken there, and whose convention that is.</param>
internal sealed record KinkSite(Location Location, string Text, string Where, string Convention);

/// <summary>Collects the kinks of what is read: those that are left when a function is simplified, so that |x²| has none.</summary>
internal sealed class KinkSites
{
    private const int LongestText = 60;

    private static readonly string[] ArgumentNames = ["x", "y"], ClampNames = ["x", "low", "high"];

    private readonly Dictionary<(Location, string), KinkSite> _found = [];

    /// <summary>The kinks, in the order in which they were read; a call in a loop counts once.</summary>
    public IReadOnlyList<KinkSite> All => [.. _found.Values];

    /// <summary>Looks at a call and its value.</summary>
    public void Add(IInvocationOperation call, object[] arguments, object value)
    {
        if (value is not Expression result)
        {
            return;
        }

        // What the arguments are made of was looked at when they were read.
        var seen = new HashSet<object>(arguments);
        var open = new Stack<Expression>([result]);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (node.Function is { Kinks.IsEmpty: false } function)
            {
                var location = call.Syntax.GetLocation();
                string where = Where(call, arguments, node, function.Kinks[0].Where);
                _found[(location, where)] = new KinkSite(location, Cut(call.Syntax), where, function.Kinks[0].Convention);
            }

            foreach (var operand in node.Operands)
            {
                open.Push(operand);
            }
        }
    }

    /// <summary>The place in the call's own words: x is the text of the argument that it stands for.</summary>
    private static string Where(IInvocationOperation call, object[] arguments, Expression node, string where)
    {
        string[] names = node.Operands.Length == 3 ? ClampNames : ArgumentNames;
        return Regex.Replace(where, @"\b(x|y|low|high)\b", match =>
        {
            int place = System.Array.IndexOf(names, match.Value);
            return place < 0 || place >= node.Operands.Length ? match.Value : Text(call, arguments, node.Operands[place]);
        });
    }

    private static string Text(IInvocationOperation call, object[] arguments, Expression operand)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && arguments.ElementAtOrDefault(parameter.Ordinal) is { } value
                && (ReferenceEquals(value, operand) || (value is long whole && operand.Is(whole))))
            {
                return Cut(argument.Value.Syntax);
            }
        }

        return operand.IsNumber(out double number) ? NumberText.Shortest(number) : "its argument";
    }

    private static string Cut(SyntaxNode syntax)
    {
        string text = Regex.Replace(syntax.ToString(), @"\s+", " ");
        return text.Length <= LongestText ? text : text.Substring(0, LongestText - 1) + "…";
    }
}
