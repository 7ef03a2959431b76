using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels.Tests;

/// <summary>How far an operand reaches, as a type.</summary>
internal interface IReach
{
    static abstract Reach Value { get; }
}

internal readonly struct OfElement : IReach { public static Reach Value => Reach.Element; }

internal readonly struct OfRow : IReach { public static Reach Value => Reach.Row; }

internal readonly struct OfColumn : IReach { public static Reach Value => Reach.Column; }

internal readonly struct OfAll : IReach { public static Reach Value => Reach.All; }

/// <summary>a b + a.</summary>
internal readonly struct OfTwo<T, TA, TB> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TA : struct, IReach
    where TB : struct, IReach
{
    public static int Arity => 2;

    public static Reach A => TA.Value;

    public static Reach B => TB.Value;

    public static double Scalar(double[] x) => (x[0] * x[1]) + x[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => (x.A<TLanes>(i) * x.B<TLanes>(i)) + x.A<TLanes>(i);
}

/// <summary>a b + c d − e.</summary>
internal readonly struct OfFive<T, TA, TB, TC, TD> : ITestMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TA : struct, IReach
    where TB : struct, IReach
    where TC : struct, IReach
    where TD : struct, IReach
{
    public static int Arity => 5;

    public static Reach A => TA.Value;

    public static Reach B => TB.Value;

    public static Reach C => TC.Value;

    public static Reach D => TD.Value;

    public static double Scalar(double[] x) => (x[0] * x[1]) + (x[2] * x[3]) - x[4];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => (x.A<TLanes>(i) * x.B<TLanes>(i)) + (x.C<TLanes>(i) * x.D<TLanes>(i)) - x.E<TLanes>(i);
}
