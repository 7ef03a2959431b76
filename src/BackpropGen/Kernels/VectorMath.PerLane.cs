using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <content>The user's functions, which are computed one lane at a time.</content>
public static partial class VectorMath
{
    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T> function, Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of(function, new(x)).Register;

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T, T> function, Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of(function, new(x), new(y)).Register;

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="z">The third argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T, T, T> function, Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of(function, new(x), new(y), new(z)).Register;

    /// <summary>A function of the user's of more arguments, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function of one lane's arguments.</param>
    /// <param name="arguments">The arguments, at least one.</param>
    public static Vector<T> PerLane<T>(LaneFunction<T> function, params ReadOnlySpan<Vector<T>> arguments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<LanesOfVector<T>, T>.Of(function, MemoryMarshal.Cast<Vector<T>, LanesOfVector<T>>(arguments)).Register;
}
