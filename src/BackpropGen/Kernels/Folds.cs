using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>How a new value joins those already in a target.</summary>
internal interface IFold<T>
    where T : unmanaged
{
    /// <summary>The value that changes nothing.</summary>
    static abstract T Identity { get; }

    /// <summary>One element joined with another.</summary>
    static abstract T Join(T left, T right);

    /// <summary>Joins lane by lane.</summary>
    static abstract Vector<T> Join(Vector<T> left, Vector<T> right);

    /// <summary>All lanes joined, in a fixed order.</summary>
    static abstract T JoinLanes(Vector<T> lanes);
}

/// <summary>Addition.</summary>
internal readonly struct Add<T> : IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Join(Vector<T> left, Vector<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes(Vector<T> lanes) => Vector.Sum(lanes);
}

/// <summary>The maximum; NaN joins to NaN.</summary>
internal readonly struct Largest<T> : IFold<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => T.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Join(Vector<T> left, Vector<T> right) => Vector.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes(Vector<T> lanes)
    {
        T largest = lanes[0];
        for (int lane = 1; lane < Vector<T>.Count; lane++)
        {
            largest = T.Max(largest, lanes[lane]);
        }

        return largest;
    }
}

/// <summary>The new value alone: a plain map.</summary>
internal readonly struct Replace<T> : IFold<T>
    where T : unmanaged
{
    public static T Identity => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T left, T right) => right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Join(Vector<T> left, Vector<T> right) => right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T JoinLanes(Vector<T> lanes) => lanes[Vector<T>.Count - 1];
}
