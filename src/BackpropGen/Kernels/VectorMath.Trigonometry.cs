using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Trigonometric and hyperbolic functions, and roots.</content>
public static partial class VectorMath
{
    /// <summary>The sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Sin<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Trigonometry<LanesOfVector<T>, T>.Sin(new(x)).Register;

    /// <summary>The cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Cos<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Trigonometry<LanesOfVector<T>, T>.Cos(new(x)).Register;

    /// <summary>The tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Tan<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Trigonometry<LanesOfVector<T>, T>.Tan(new(x)).Register;

    /// <summary>The inverse sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Asin<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AsinOf<T>>(new(x)).Register;

    /// <summary>The inverse cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Acos<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AcosOf<T>>(new(x)).Register;

    /// <summary>The inverse tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Atan<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AtanOf<T>>(new(x)).Register;

    /// <summary>The hyperbolic sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Sinh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<SinhOf<T>>(new(x)).Register;

    /// <summary>The hyperbolic cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Cosh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<CoshOf<T>>(new(x)).Register;

    /// <summary>The inverse hyperbolic sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Asinh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AsinhOf<T>>(new(x)).Register;

    /// <summary>The inverse hyperbolic cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Acosh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AcoshOf<T>>(new(x)).Register;

    /// <summary>The inverse hyperbolic tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Atanh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<AtanhOf<T>>(new(x)).Register;

    /// <summary>The cube root.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Cbrt<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<CbrtOf<T>>(new(x)).Register;

    /// <summary>The angle of the point (x, y).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Atan2<T>(Vector<T> y, Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<Atan2Of<T>>(new(y), new(x)).Register;

    /// <summary>√(x² + y²), without overflow.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other leg.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Hypot<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<HypotOf<T>>(new(x), new(y)).Register;
}
