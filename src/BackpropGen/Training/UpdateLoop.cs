using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>Updates all parameters in the widest registers of the machine, the last few one by one.</summary>
internal static class UpdateLoop
{
    /// <summary>Updates parameters and their moments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TUpdate>(TUpdate update, Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
    {
        ref T parameter = ref MemoryMarshal.GetReference(parameters);
        ref T first = ref TUpdate.Moments > 0 ? ref MemoryMarshal.GetReference(moments[0]) : ref Unsafe.NullRef<T>();
        ref T gradient = ref MemoryMarshal.GetReference(gradients[..parameters.Length]);
        ref T second = ref TUpdate.Moments > 1 ? ref MemoryMarshal.GetReference(moments[1]) : ref Unsafe.NullRef<T>();
        nuint length = (nuint)parameters.Length;
        nuint done = Machine.Has512 ? update.Rows<Lanes512<T>>(ref parameter, ref gradient, ref first, ref second, 0, length)
            : Machine.Has256 ? update.Rows<Lanes256<T>>(ref parameter, ref gradient, ref first, ref second, 0, length)
            : update.Rows<Lanes128<T>>(ref parameter, ref gradient, ref first, ref second, 0, length);
        update.Rows<Lanes1<T>>(ref parameter, ref gradient, ref first, ref second, done, length);
    }

    /// <summary>A moment with numbers too small to be normal put to 0. A moment that decays without gradients would otherwise stay
    /// subnormal for long, and arithmetic on such numbers is many times slower on common processors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Flush<V, T>(V moment)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V smallestNormal = V.Constant(typeof(T) == typeof(float) ? 1.17549435082228751e-38 : 2.2250738585072014e-308);
        return V.Select(V.LessThan(V.Abs(moment), smallestNormal), V.Zero, moment);
    }

    /// <summary>Updates as many whole registers as there are from <paramref name="start"/> on; returns where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint Rows<V, T, TUpdate, TRegisters>(
        TRegisters update, ref T parameters, ref readonly T gradients, ref T firsts, ref T seconds, nuint start, nuint length)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IUpdate<T>
        where TRegisters : struct, IRegisterUpdate<V>
    {
        nuint i = start;
        for (; i + (nuint)V.Count <= length; i += (nuint)V.Count)
        {
            V first = TUpdate.Moments > 0 ? V.Load(in firsts, i) : V.Zero;
            V second = TUpdate.Moments > 1 ? V.Load(in seconds, i) : V.Zero;
            V.Store(update.Of(V.Load(in parameters, i), V.Load(in gradients, i), ref first, ref second), ref parameters, i);
            if (TUpdate.Moments > 0)
            {
                V.Store(first, ref firsts, i);
            }

            if (TUpdate.Moments > 1)
            {
                V.Store(second, ref seconds, i);
            }
        }

        return i;
    }
}
