using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels.Tests;

/// <summary>The functions that the loop tests run, in vectors and by element.</summary>
internal interface ITestMap<T> : IMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract double Scalar(double[] x);
}

internal readonly struct Constant<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Arity => 0;

    public static double Scalar(double[] x) => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        TLanes.Broadcast(T.CreateTruncating(3));
}

internal readonly struct Affine<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Arity => 1;

    public static double Scalar(double[] x) => (2 * x[0]) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        x.A<TLanes>(i) + x.A<TLanes>(i) + TLanes.One;
}

internal readonly struct MultiplyThenAdd<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Arity => 3;

    public static double Scalar(double[] x) => (x[0] * x[1]) - x[2];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        (x.A<TLanes>(i) * x.B<TLanes>(i)) - x.C<TLanes>(i);
}

internal readonly struct OfEight<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Arity => 8;

    public static double Scalar(double[] x) =>
        (x[0] * x[1]) + (x[2] * x[3]) - (x[4] * x[5]) + (x[6] * 2) - x[7];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        (x.A<TLanes>(i) * x.B<TLanes>(i)) + (x.C<TLanes>(i) * x.D<TLanes>(i)) - (x.E<TLanes>(i) * x.F<TLanes>(i)) + x.G<TLanes>(i) + x.G<TLanes>(i) - x.H<TLanes>(i);
}
