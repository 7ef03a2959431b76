using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Summaries;

/// <summary>What the paths of repeated layers have in common: all but their numbers.</summary>
internal static class PathPattern
{
    /// <summary>A path without its numbers: <c>blocks.3.down</c> is <c>blocks.#.down</c>.</summary>
    internal static string Of(string path) => string.Join(".", path.Split('.').Select(static part => IsNumber(part) ? "#" : part));

    /// <summary>One name for paths of one pattern: <c>blocks.0…7.down</c>, <c>blocks.0,2…6.down</c> where every second counts,
    /// and <c>stages.0.0 … stages.3.5</c> where more than one number, or no regular step, tells them apart.</summary>
    internal static string Describe(IReadOnlyList<string> paths)
    {
        string[][] parts = [.. paths.Select(static path => path.Split('.'))];
        string[] first = parts[0], last = parts[parts.Length - 1];
        int[] differing = [.. Enumerable.Range(0, first.Length).Where(part => parts.Any(path => path[part] != first[part]))];
        if (differing.Length == 0)
        {
            return paths[0];
        }

        int[] numbers = [.. parts.Select(path => int.Parse(path[differing[0]], CultureInfo.InvariantCulture))];
        return differing.Length == 1 && Progression(numbers) is { } progression
            ? string.Join(".", first.Select((part, i) => i == differing[0] ? progression : part))
            : $"{paths[0]} … {string.Join(".", last)}";
    }

    /// <summary><c>0…7</c> or <c>0,2…6</c>; null where the steps are not all equal.</summary>
    private static string? Progression(int[] numbers)
    {
        int step = numbers[1] - numbers[0];
        if (step < 1 || Enumerable.Range(1, numbers.Length - 1).Any(i => numbers[i] - numbers[i - 1] != step))
        {
            return null;
        }

        string first = Text(numbers[0]), second = Text(numbers[1]), last = Text(numbers[numbers.Length - 1]);
        return step == 1 ? $"{first}…{last}" : numbers.Length == 2 ? $"{first},{second}" : $"{first},{second}…{last}";
    }

    private static bool IsNumber(string part) => part.Length > 0 && part.All(static character => character is >= '0' and <= '9');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
