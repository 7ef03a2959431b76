using System;
using System.Collections.Concurrent;

namespace BackpropGen.Generator;

/// <summary>What was found once is looked up the next time, by any number of threads; an editor runs for days, so that a
/// full memory begins anew.</summary>
internal static class Memo
{
    // Some hundred models' worth.
    private const int Capacity = 20_000;

    /// <summary>The value of a key.</summary>
    /// <param name="known">The memory.</param>
    /// <param name="key">The key.</param>
    /// <param name="find">Finds the value; the same for equal keys.</param>
    internal static TValue Remember<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> find)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        value = find(key);
        if (known.Count >= Capacity)
        {
            known.Clear();
        }

        return known.GetOrAdd(key, value);
    }
}
