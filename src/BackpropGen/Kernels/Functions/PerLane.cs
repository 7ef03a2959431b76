using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Functions that are computed one lane at a time.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class PerLane<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A function of the library's, of one argument.</summary>
    internal static V Of<TFunction>(V x)
        where TFunction : struct, IUnary<T>
    {
        V result = x;
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = TFunction.Invoke(Unsafe.Add(ref lanes, lane));
        }

        return result;
    }

    /// <summary>A function of the library's, of two arguments.</summary>
    internal static V Of<TFunction>(V x, V y)
        where TFunction : struct, IBinary<T>
    {
        V result = x;
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = TFunction.Invoke(Unsafe.Add(ref lanes, lane), V.Lane(y, lane));
        }

        return result;
    }

    /// <summary>A function of the user's, of one argument.</summary>
    internal static V Of(Func<T, T> function, V x)
    {
        V result = x;
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(V.Lane(x, lane));
        }

        return result;
    }

    /// <summary>A function of the user's, of two arguments.</summary>
    internal static V Of(Func<T, T, T> function, V x, V y)
    {
        V result = x;
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(V.Lane(x, lane), V.Lane(y, lane));
        }

        return result;
    }

    /// <summary>A function of the user's, of three arguments.</summary>
    internal static V Of(Func<T, T, T, T> function, V x, V y, V z)
    {
        V result = x;
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(V.Lane(x, lane), V.Lane(y, lane), V.Lane(z, lane));
        }

        return result;
    }

    /// <summary>A function of the user's, of more arguments.</summary>
    internal static V Of(LaneFunction<T> function, ReadOnlySpan<V> arguments)
    {
        V result = arguments[0];
        ref T lanes = ref Unsafe.As<V, T>(ref result);
        Span<T> values = stackalloc T[arguments.Length];
        for (int lane = 0; lane < V.Count; lane++)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = V.Lane(arguments[i], lane);
            }

            Unsafe.Add(ref lanes, lane) = function(values);
        }

        return result;
    }
}
