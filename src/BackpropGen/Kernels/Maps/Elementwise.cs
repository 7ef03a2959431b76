using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Elementwise functions and their reductions over nests of loops.</summary>
/// <remarks>Operands are given in order, from a on; those after the last one stay at their default. Nothing is allocated.
/// The order of every sum is fixed, so equal inputs give equal bits on the same machine.</remarks>
public static class Elementwise
{
    /// <summary>y = f(a, b, …).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f.</typeparam>
    /// <param name="loop">The extents of the nest.</param>
    /// <param name="y">The target.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <param name="f">The sixth operand.</param>
    /// <param name="g">The seventh operand.</param>
    /// <param name="h">The eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<T, TMap>(
        Loop loop,
        Target<T> y,
        scoped in Operand<T> a = default,
        scoped in Operand<T> b = default,
        scoped in Operand<T> c = default,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T> =>
        LoopNest.Fold<T, TMap, Replace<T>>(loop, y, false, in a, in b, in c, in d, in e, in f, in g, in h);

    /// <summary>y += f(a, b, …); along the loops where y's stride is 0, every term is added.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f.</typeparam>
    /// <param name="loop">The extents of the nest.</param>
    /// <param name="y">The target.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <param name="f">The sixth operand.</param>
    /// <param name="g">The seventh operand.</param>
    /// <param name="h">The eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddMap<T, TMap>(
        Loop loop,
        Target<T> y,
        scoped in Operand<T> a = default,
        scoped in Operand<T> b = default,
        scoped in Operand<T> c = default,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T> =>
        LoopNest.Fold<T, TMap, Add<T>>(loop, y, false, in a, in b, in c, in d, in e, in f, in g, in h);

    /// <summary>y = Σ f(a, b, …), summed over the loops where y's stride is 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f.</typeparam>
    /// <param name="loop">The extents of the nest.</param>
    /// <param name="y">The target.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <param name="f">The sixth operand.</param>
    /// <param name="g">The seventh operand.</param>
    /// <param name="h">The eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<T, TMap>(
        Loop loop,
        Target<T> y,
        scoped in Operand<T> a = default,
        scoped in Operand<T> b = default,
        scoped in Operand<T> c = default,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T> =>
        LoopNest.Fold<T, TMap, Add<T>>(loop, y, true, in a, in b, in c, in d, in e, in f, in g, in h);

    /// <summary>y += Σ f(a, b, …), summed over the loops where y's stride is 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f.</typeparam>
    /// <param name="loop">The extents of the nest.</param>
    /// <param name="y">The target.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <param name="f">The sixth operand.</param>
    /// <param name="g">The seventh operand.</param>
    /// <param name="h">The eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSum<T, TMap>(
        Loop loop,
        Target<T> y,
        scoped in Operand<T> a = default,
        scoped in Operand<T> b = default,
        scoped in Operand<T> c = default,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T> =>
        LoopNest.Fold<T, TMap, Add<T>>(loop, y, false, in a, in b, in c, in d, in e, in f, in g, in h);

    /// <summary>y = max f(a, b, …) over the loops where y's stride is 0; a NaN propagates.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f.</typeparam>
    /// <param name="loop">The extents of the nest.</param>
    /// <param name="y">The target.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <param name="f">The sixth operand.</param>
    /// <param name="g">The seventh operand.</param>
    /// <param name="h">The eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Max<T, TMap>(
        Loop loop,
        Target<T> y,
        scoped in Operand<T> a = default,
        scoped in Operand<T> b = default,
        scoped in Operand<T> c = default,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T> =>
        LoopNest.Fold<T, TMap, Largest<T>>(loop, y, true, in a, in b, in c, in d, in e, in f, in g, in h);
}
