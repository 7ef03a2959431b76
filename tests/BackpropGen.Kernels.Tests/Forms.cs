using System;
using System.Collections.Generic;
using System.Numerics;

namespace BackpropGen.Kernels.Tests;

/// <summary>The vector functions in every form that this machine has: registers of each width, and one lane.</summary>
internal static class Forms
{
    internal const string Single = "one lane";

    private const string Bits512 = "512 bits", Bits256 = "256 bits", Bits128 = "128 bits";

    internal static readonly IReadOnlyList<string> All =
        [.. Machine.Has512 ? [Bits512] : Array.Empty<string>(), .. Machine.Has256 ? [Bits256] : Array.Empty<string>(), Bits128, Single];

    /// <summary>The lanes of a function's value where all lanes of its arguments are equal.</summary>
    internal static T[] Values<T>(string form, string function, T x, T y = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => form switch
        {
            Bits512 => Lanes<Lanes512<T>, T>(function, x, y),
            Bits256 => Lanes<Lanes256<T>, T>(function, x, y),
            Bits128 => Lanes<Lanes128<T>, T>(function, x, y),
            Single => Lanes<Lanes1<T>, T>(function, x, y),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form."),
        };

    private static T[] Lanes<V, T>(string function, T x, T y)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V value = Functions.InLanes<V, T>(function, V.Broadcast(x), V.Broadcast(y));
        T[] lanes = new T[V.Count];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = V.Lane(value, lane);
        }

        return lanes;
    }
}
