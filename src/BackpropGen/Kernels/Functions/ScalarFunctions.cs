using System;
using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>A function of one number.</summary>
internal interface IUnary<T>
{
    /// <summary>Its value.</summary>
    static abstract T Invoke(T x);
}

/// <summary>A function of two numbers.</summary>
internal interface IBinary<T>
{
    /// <summary>Its value.</summary>
    static abstract T Invoke(T x, T y);
}

internal readonly struct SinOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.CreateTruncating(Math.Sin(double.CreateTruncating(x)));
}

internal readonly struct CosOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.CreateTruncating(Math.Cos(double.CreateTruncating(x)));
}

internal readonly struct TanOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.CreateTruncating(Math.Tan(double.CreateTruncating(x)));
}

internal readonly struct AsinOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Asin(x);
}

internal readonly struct AcosOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Acos(x);
}

internal readonly struct AtanOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Atan(x);
}

internal readonly struct SinhOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Sinh(x);
}

internal readonly struct CoshOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Cosh(x);
}

internal readonly struct AsinhOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Asinh(x);
}

internal readonly struct AcoshOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Acosh(x);
}

internal readonly struct AtanhOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Atanh(x);
}

internal readonly struct CbrtOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.Cbrt(x);
}

internal readonly struct ErfcOf<T> : IUnary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x) => T.CreateTruncating(ScalarMath.Erfc(double.CreateTruncating(x)));
}

internal readonly struct Atan2Of<T> : IBinary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T y, T x) => T.Atan2(y, x);
}

internal readonly struct PowOf<T> : IBinary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x, T y) => T.Pow(x, y);
}

internal readonly struct HypotOf<T> : IBinary<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Invoke(T x, T y) => T.Hypot(x, y);
}
