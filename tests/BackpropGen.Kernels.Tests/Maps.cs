using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels.Tests;

/// <summary>The functions that the loop tests run, in vectors and by element.</summary>
internal interface ITestMap<T> : IMap<T>
    where T : unmanaged
{
    static abstract int Operands { get; }

    static abstract double Scalar(double[] x);
}

internal readonly struct Constant<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Operands => 0;

    public static double Scalar(double[] x) => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(ref readonly Sources<T> x, nuint i) => new(T.CreateTruncating(3));
}

internal readonly struct Affine<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Operands => 1;

    public static double Scalar(double[] x) => (2 * x[0]) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(ref readonly Sources<T> x, nuint i) => x.A(i) + x.A(i) + Vector<T>.One;
}

internal readonly struct MultiplyThenAdd<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Operands => 3;

    public static double Scalar(double[] x) => (x[0] * x[1]) - x[2];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(ref readonly Sources<T> x, nuint i) => (x.A(i) * x.B(i)) - x.C(i);
}

internal readonly struct OfEight<T> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Operands => 8;

    public static double Scalar(double[] x) =>
        (x[0] * x[1]) + (x[2] * x[3]) - (x[4] * x[5]) + (x[6] * 2) - x[7];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Invoke(ref readonly Sources<T> x, nuint i) =>
        (x.A(i) * x.B(i)) + (x.C(i) * x.D(i)) - (x.E(i) * x.F(i)) + x.G(i) + x.G(i) - x.H(i);
}
