using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>How a new value joins those already in a target.</summary>
internal interface IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value that changes nothing.</summary>
    static abstract T Identity { get; }

    /// <summary>One element joined with another.</summary>
    static abstract T Join(T left, T right);

    /// <summary>Joins lane by lane.</summary>
    static abstract TLanes Join<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes, T>;

    /// <summary>All lanes joined, in a fixed order.</summary>
    static abstract T JoinLanes<TLanes>(TLanes lanes)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}

/// <summary>Addition.</summary>
internal readonly struct Add<T> : IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => Lanes1<T>.First(new Lanes1<T>(left) + new Lanes1<T>(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Join<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes, T> => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes<TLanes>(TLanes lanes)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Sum(lanes);
}

/// <summary>The maximum; NaN joins to NaN.</summary>
internal readonly struct Largest<T> : IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => Lanes1<T>.First(Lanes1<T>.Constant(double.NegativeInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => Lanes1<T>.First(Lanes1<T>.Max(new(left), new(right)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Join<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes<TLanes>(TLanes lanes)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.MaxOf(lanes);
}

/// <summary>The new value alone: a plain map.</summary>
internal readonly struct Replace<T> : IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Join<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes, T> => right;

    /// <summary>Only a row of one element is ever joined so: it is the sum of its one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes<TLanes>(TLanes lanes)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Sum(lanes);
}
