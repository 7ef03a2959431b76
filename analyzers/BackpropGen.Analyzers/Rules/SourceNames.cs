using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>What the user calls the parts of a model.</summary>
internal static class SourceNames
{
    /// <summary>A layer or parameter as its user writes it: <c>_blocks[0].down</c> for the path <c>blocks.0.down</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The path.</param>
    internal static string MemberOf(ModelAnalysis model, string path)
    {
        var name = new StringBuilder();
        string[] parts = path.Split('.');
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].All(char.IsDigit))
            {
                name.Append('[').Append(parts[i]).Append(']');
            }
            else
            {
                name.Append(i == 0 ? "" : ".").Append(DeclaredName(model, string.Join(".", parts.Take(i + 1))) ?? parts[i]);
            }
        }

        return name.ToString();
    }

    /// <summary>The name of something in a list of names, with the number of the others: <c>'_a' and 2 more</c>.</summary>
    internal static string AndOthers(string first, int others) => others == 0
        ? $"'{first}'"
        : $"'{first}' and {others.ToString(CultureInfo.InvariantCulture)} more";

    /// <summary>Things with the same place in the source, which a user sees as one: the layers of a <c>Repeat</c>, the
    /// turns of a loop. In the order of their first.</summary>
    internal static IEnumerable<(Location Location, List<T> Items)> ByLocation<T>(IEnumerable<T> items, System.Func<T, Location> locationOf) =>
        items.GroupBy(locationOf).Select(static group => (group.Key, group.ToList()));

    private static string? DeclaredName(ModelAnalysis model, string path) =>
        model.Sources.Places.TryGetValue(path, out var location) && location.SourceTree is { } tree
            ? tree.GetText().ToString(location.SourceSpan)
            : null;
}
