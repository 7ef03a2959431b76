using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Sorts what is in order at its start, as the factors of a canonical product with one more behind them: the start is
/// compared once, the rest sorted and merged into it.</summary>
internal static class AdaptiveSort
{
    /// <summary>Sorts the items.</summary>
    public static void SortRest<T>(this List<T> items, IComparer<T> comparer)
    {
        int sorted = 1;
        while (sorted < items.Count && comparer.Compare(items[sorted - 1], items[sorted]) <= 0)
        {
            sorted++;
        }

        if (sorted >= items.Count)
        {
            return;
        }

        items.Sort(sorted, items.Count - sorted, comparer);
        T[] rest = [.. items.GetRange(sorted, items.Count - sorted)];
        int first = sorted - 1, second = rest.Length - 1;
        for (int place = items.Count - 1; second >= 0; place--)
        {
            items[place] = first >= 0 && comparer.Compare(items[first], rest[second]) > 0 ? items[first--] : rest[second--];
        }
    }
}
