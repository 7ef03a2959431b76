using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The functions that are computed one lane at a time.</summary>
public static partial class VectorMath
{
    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T> function, Vector<T> x)
        where T : unmanaged
    {
        Vector<T> result = x;
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref result);
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(x[lane]);
        }

        return result;
    }

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T, T> function, Vector<T> x, Vector<T> y)
        where T : unmanaged
    {
        Vector<T> result = x;
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref result);
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(x[lane], y[lane]);
        }

        return result;
    }

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="z">The third argument.</param>
    public static Vector<T> PerLane<T>(Func<T, T, T, T> function, Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged
    {
        Vector<T> result = x;
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref result);
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = function(x[lane], y[lane], z[lane]);
        }

        return result;
    }

    /// <summary>A function of the user's of more arguments, one lane at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function of one lane's arguments.</param>
    /// <param name="arguments">The arguments, at least one.</param>
    public static Vector<T> PerLane<T>(LaneFunction<T> function, params ReadOnlySpan<Vector<T>> arguments)
        where T : unmanaged
    {
        Vector<T> result = arguments[0];
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref result);
        Span<T> values = stackalloc T[arguments.Length];
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = arguments[i][lane];
            }

            Unsafe.Add(ref lanes, lane) = function(values);
        }

        return result;
    }

    private static Vector<T> PerLane<T, TFunction>(Vector<T> x)
        where T : unmanaged
        where TFunction : struct, IUnary<T>
    {
        Vector<T> y = x;
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref y);
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = TFunction.Invoke(Unsafe.Add(ref lanes, lane));
        }

        return y;
    }

    private static Vector<T> PerLane<T, TFunction>(Vector<T> x, Vector<T> y)
        where T : unmanaged
        where TFunction : struct, IBinary<T>
    {
        Vector<T> z = x;
        ref T lanes = ref Unsafe.As<Vector<T>, T>(ref z);
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = TFunction.Invoke(Unsafe.Add(ref lanes, lane), y[lane]);
        }

        return z;
    }

    private interface IUnary<T>
    {
        static abstract T Invoke(T x);
    }

    private interface IBinary<T>
    {
        static abstract T Invoke(T x, T y);
    }

    private readonly struct TanOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => typeof(T) == typeof(double)
            ? T.CreateTruncating(QuarterTurn.CorrectTangent(double.CreateTruncating(x), double.CreateTruncating(T.Tan(x))))
            : T.Tan(x);
    }

    private readonly struct AsinOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Asin(x);
    }

    private readonly struct AcosOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Acos(x);
    }

    private readonly struct AtanOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Atan(x);
    }

    private readonly struct SinhOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Sinh(x);
    }

    private readonly struct CoshOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Cosh(x);
    }

    private readonly struct AsinhOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Asinh(x);
    }

    private readonly struct AcoshOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Acosh(x);
    }

    private readonly struct AtanhOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Atanh(x);
    }

    private readonly struct CbrtOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.Cbrt(x);
    }

    private readonly struct ErfcOf<T> : IUnary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x) => T.CreateTruncating(ScalarMath.Erfc(double.CreateTruncating(x)));
    }

    private readonly struct Atan2Of<T> : IBinary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => T.Atan2(x, y);
    }

    private readonly struct PowOf<T> : IBinary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => T.Pow(x, y);
    }

    private readonly struct HypotOf<T> : IBinary<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => T.Hypot(x, y);
    }
}
