using System;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels.Tests;

/// <summary>Numbers of columns as generated code states them: below, at and above the lanes of each register.</summary>
internal static class Extents
{
    internal static readonly IReadOnlyDictionary<int, Type> All = new Dictionary<int, Type>
    {
        [1] = typeof(N1), [2] = typeof(N2), [3] = typeof(N3), [4] = typeof(N4), [5] = typeof(N5), [8] = typeof(N8),
        [10] = typeof(N10), [16] = typeof(N16), [17] = typeof(N17), [33] = typeof(N33), [64] = typeof(N64),
    };

    /// <summary>Any number up to 16.</summary>
    internal static Type Of(int extent) => typeof(Extents).GetNestedType("N" + extent.ToString(CultureInfo.InvariantCulture), BindingFlags.NonPublic)!;

    /// <summary>A generic method of a test class, for types found at run time.</summary>
    internal static Action<Random> Case(Type test, string method, params Type[] types) =>
        test.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).CreateDelegate<Action<Random>>();

    [StructLayout(LayoutKind.Sequential, Size = 1)]
    private readonly struct N1 : IExtent { public static int Value => 1; }

    [StructLayout(LayoutKind.Sequential, Size = 2)]
    private readonly struct N2 : IExtent { public static int Value => 2; }

    [StructLayout(LayoutKind.Sequential, Size = 3)]
    private readonly struct N3 : IExtent { public static int Value => 3; }

    [StructLayout(LayoutKind.Sequential, Size = 4)]
    private readonly struct N4 : IExtent { public static int Value => 4; }

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    private readonly struct N5 : IExtent { public static int Value => 5; }

    [StructLayout(LayoutKind.Sequential, Size = 6)]
    private readonly struct N6 : IExtent { public static int Value => 6; }

    [StructLayout(LayoutKind.Sequential, Size = 7)]
    private readonly struct N7 : IExtent { public static int Value => 7; }

    [StructLayout(LayoutKind.Sequential, Size = 8)]
    private readonly struct N8 : IExtent { public static int Value => 8; }

    [StructLayout(LayoutKind.Sequential, Size = 9)]
    private readonly struct N9 : IExtent { public static int Value => 9; }

    [StructLayout(LayoutKind.Sequential, Size = 10)]
    private readonly struct N10 : IExtent { public static int Value => 10; }

    [StructLayout(LayoutKind.Sequential, Size = 11)]
    private readonly struct N11 : IExtent { public static int Value => 11; }

    [StructLayout(LayoutKind.Sequential, Size = 12)]
    private readonly struct N12 : IExtent { public static int Value => 12; }

    [StructLayout(LayoutKind.Sequential, Size = 13)]
    private readonly struct N13 : IExtent { public static int Value => 13; }

    [StructLayout(LayoutKind.Sequential, Size = 14)]
    private readonly struct N14 : IExtent { public static int Value => 14; }

    [StructLayout(LayoutKind.Sequential, Size = 15)]
    private readonly struct N15 : IExtent { public static int Value => 15; }

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly struct N16 : IExtent { public static int Value => 16; }

    [StructLayout(LayoutKind.Sequential, Size = 17)]
    private readonly struct N17 : IExtent { public static int Value => 17; }

    [StructLayout(LayoutKind.Sequential, Size = 33)]
    private readonly struct N33 : IExtent { public static int Value => 33; }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private readonly struct N64 : IExtent { public static int Value => 64; }
}
