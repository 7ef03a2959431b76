using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Sine and cosine of one angle.</content>
public static partial class ScalarMath
{
    private const double LargestAngle = 1 << 20;
    private const double NearestMultiple = 1.0 / 1024;

    /// <summary>Sine and cosine, in less time than <see cref="Math.SinCos"/> takes.</summary>
    /// <remarks>Errors are below one unit in the last place. π/2 is split in two, as by Cody and Waite: that is enough where the angle is neither
    /// large nor near a multiple; the others take more parts. Where the machine has no fused multiplications, angles that
    /// are not large are left to <see cref="Math.SinCos"/>.</remarks>
    /// <param name="x">The angle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sin, double Cos) SinCos(double x)
    {
        if (!Machine.HasFusedMultiplyAdd)
        {
            return Math.Abs(x) < LargestAngle ? Math.SinCos(x) : SinCosInMoreParts(x);
        }

        // Adding 1.5 · 2⁵² rounds to the nearest integer, and leaves its low bits where they can be read.
        const double Shift = 6755399441055744;
        double quadrant = Math.FusedMultiplyAdd(x, 2 / Math.PI, Shift), turns = quadrant - Shift;

        // The first difference is exact: it is a multiple of the last place of π/2, and below 2.
        double first = Math.FusedMultiplyAdd(-turns, 1.5707963267948966, x), second = turns * 6.123233995736766e-17, angle = first - second;
        if (!(Math.Abs(x) < LargestAngle) || (Math.Abs(angle) < NearestMultiple && turns != 0))
        {
            return SinCosInMoreParts(x);
        }

        double excess = second - (first - angle), square = angle * angle;
        double sine = SineOf(angle, excess, square), cosine = CosineOf(angle, excess, square);

        // Odd quadrants exchange the two, and of four the upper two, or the middle two, change the sign: in registers, without branches.
        var bits = Vector128.CreateScalarUnsafe(quadrant).AsInt64();
        var isEven = Vector128.Equals(bits & Vector128.CreateScalarUnsafe(1L), Vector128<long>.Zero).AsDouble();
        var along = Vector128.CreateScalarUnsafe(sine);
        var across = Vector128.CreateScalarUnsafe(cosine);
        var sign = (bits << 62) & Vector128.CreateScalarUnsafe(long.MinValue);
        var otherSign = ((bits + Vector128.CreateScalarUnsafe(1L)) << 62) & Vector128.CreateScalarUnsafe(long.MinValue);
        return (
            (Vector128.ConditionalSelect(isEven, along, across) ^ sign.AsDouble()).ToScalar(),
            (Vector128.ConditionalSelect(isEven, across, along) ^ otherSign.AsDouble()).ToScalar());
    }

    /// <inheritdoc cref="SinCos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Sin, float Cos) SinCos(float x)
    {
        var (sine, cosine) = SinCos((double)x);
        return ((float)sine, (float)cosine);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Sin, double Cos) SinCosInMoreParts(double x) => (
        Lanes1<double>.First(Trigonometry<Lanes1<double>, double>.Sin(new(x))),
        Lanes1<double>.First(Trigonometry<Lanes1<double>, double>.Cos(new(x))));

    /// <summary>sin(x − c) for |x| a little above π/4 at most, and z = x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SineOf(double x, double c, double z)
    {
        double p = Math.FusedMultiplyAdd(z, 1.5890770336822635e-10, -2.505065579211585e-08);
        p = Math.FusedMultiplyAdd(p, z, 2.755731305077892e-06);
        p = Math.FusedMultiplyAdd(p, z, -0.00019841269828002343);
        p = Math.FusedMultiplyAdd(p, z, 0.008333333333320222);
        p = Math.FusedMultiplyAdd(p, z, -0.16666666666666624);

        // A difference keeps the sign of zero.
        return x - Math.FusedMultiplyAdd(-x * z, p, c * Math.FusedMultiplyAdd(z, -0.5, 1));
    }

    /// <summary>cos(x − c) likewise; what 1 − x²/2 loses is put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CosineOf(double x, double c, double z)
    {
        double p = Math.FusedMultiplyAdd(z, -1.135552131383971e-11, 2.0875644929895748e-09);
        p = Math.FusedMultiplyAdd(p, z, -2.7557313787683784e-07);
        p = Math.FusedMultiplyAdd(p, z, 2.480158728757526e-05);
        p = Math.FusedMultiplyAdd(p, z, -0.001388888888887116);
        p = Math.FusedMultiplyAdd(p, z, 0.04166666666666658);
        double half = 0.5 * z, start = 1 - half;
        return start + (1 - start - half + Math.FusedMultiplyAdd(z * z, p, c * x));
    }
}
