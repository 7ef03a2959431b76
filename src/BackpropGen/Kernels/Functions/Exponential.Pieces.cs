using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Floats on machines that look numbers up in registers: the power of two of a 32nd, and a shorter polynomial.</content>
internal static partial class Exponential<V, T>
{
    /// <summary>y where eˣ is 2^⌊n⌋ y: n is the multiple of 1/32 nearest to x / ln 2, and y = 2ᶠ eʳ with n's fraction f and |r| ≤ ln(2) / 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ByPieces(V x, out V n)
    {
        // Adding 1.5 · 2¹⁸ rounds to a 32nd, and leaves the fraction in the lowest five bits.
        V shift = V.Constant(12582912.0 / 32), shifted = V.MultiplyAdd(x, V.Constant(1.4426950408889634), shift);
        n = shifted - shift;
        V r = Remainder(x, n), power = PowerOfFraction(shifted);

        // The terms that are left out are below 2⁻³⁰ of the value.
        V slope = V.MultiplyAdd(V.MultiplyAdd(r, V.Constant(1.0 / 6), 0.5), r, 1);
        return V.MultiplyAdd(power * r, slope, power);
    }

    /// <summary>2 to the power of 0, 1/32, … 31/32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfFraction(V piece) => Pieces.Look(
        Vector512.Create(1f, 1.0218972f, 1.0442737f, 1.0671405f, 1.0905077f, 1.1143868f, 1.1387886f, 1.1637249f, 1.1892071f, 1.2152474f, 1.2418578f, 1.269051f, 1.2968396f, 1.3252367f, 1.3542556f, 1.38391f),
        Vector512.Create(1.4142135f, 1.4451808f, 1.4768262f, 1.5091645f, 1.5422108f, 1.5759809f, 1.6104903f, 1.6457555f, 1.6817929f, 1.7186193f, 1.7562522f, 1.7947091f, 1.8340081f, 1.8741677f, 1.9152066f, 1.9571441f),
        piece);
}
