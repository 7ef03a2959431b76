using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        // The upper half joins the lower until one lane is left.
        Vector128<T> quarter = Vector<byte>.Count switch
        {
            64 => HalfOf(HalfOf(lanes.AsVector512())),
            32 => HalfOf(lanes.AsVector256()),
            _ => lanes.AsVector128(),
        };
        quarter = Vector128.Max(quarter, Vector128.Shuffle(quarter.AsUInt64(), Vector128.Create(1UL, 0UL)).As<ulong, T>());
        if (Vector128<T>.Count == 4)
        {
            Vector128<uint> swapped = Vector128.Shuffle(quarter.AsUInt32(), Vector128.Create(1U, 0U, 3U, 2U));
            quarter = Vector128.Max(quarter, swapped.As<uint, T>());
        }

        return quarter.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> HalfOf(Vector512<T> lanes) => Vector256.Max(lanes.GetLower(), lanes.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> HalfOf(Vector256<T> lanes) => Vector128.Max(lanes.GetLower(), lanes.GetUpper());
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
