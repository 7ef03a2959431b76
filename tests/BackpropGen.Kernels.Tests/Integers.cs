using System;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Kernels.Tests;

/// <summary>Small integers, of which every order of a sum gives the same number.</summary>
internal static class Integers
{
    /// <summary>Some from −4 to 4.</summary>
    public static T[] Draw<T>(Random random, int count)
        where T : unmanaged, INumberBase<T> => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.Next(-4, 5)))];
}
