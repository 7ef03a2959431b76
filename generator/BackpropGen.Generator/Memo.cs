using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace BackpropGen.Generator;

/// <summary>
/// What was found once is looked up the next time, by any number of threads. An editor runs for days: when it is full a
/// memory begins anew and keeps what it held for as long again, so that what is asked for often is never lost.
/// </summary>
/// <param name="capacity">How many values are new until it begins anew; it holds at most twice as many.</param>
internal sealed class Memo<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private volatile ConcurrentDictionary<Hashed, TValue> _recent = new();
    private volatile ConcurrentDictionary<Hashed, TValue> _older = new();
    private int _count;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="find">Finds the value; the same for equal keys.</param>
    internal TValue Remember(TKey key, Func<TKey, TValue> find)
    {
        var hashed = new Hashed(key);
        if (_recent.TryGetValue(hashed, out var value))
        {
            return value;
        }

        if (!_older.TryGetValue(hashed, out value))
        {
            value = find(key);
        }

        // Counted by itself: the dictionary's own count locks all of it.
        if (System.Threading.Interlocked.Increment(ref _count) > capacity)
        {
            (_older, _recent, _count) = (_recent, new(), 0);
        }

        return _recent.GetOrAdd(hashed, value);
    }

    /// <summary>A key whose hash, which of a graph is long work, is found once.</summary>
    private readonly struct Hashed(TKey key) : IEquatable<Hashed>
    {
        private readonly TKey _key = key;
        private readonly int _hash = key.GetHashCode();

        public bool Equals(Hashed other) => _hash == other._hash && EqualityComparer<TKey>.Default.Equals(_key, other._key);

        public override bool Equals(object? obj) => obj is Hashed other && Equals(other);

        public override int GetHashCode() => _hash;
    }
}
