using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Quotients with a removable gap at 0, and their derivatives: of the value 1 where sin(x) / x is 0 / 0.</summary>
/// <remarks>
/// The sine, the cosine and so on are given, since what surrounds a quotient needs them too. Near 0 a derivative is the sum of its power
/// series, farther out it follows from those of lower order: with g(x) = xᵖ f(x), the derivatives of f from those of g.
/// Errors are of some units in the last place; beside a zero of the derivative, of its size around.
/// </remarks>
public static partial class Quotients
{
    /// <summary>sin(x) / x, or sinh(x) / x.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="sine">Its sine, circular or hyperbolic.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sine(double x, double sine) => x == 0 ? 1 : sine / x;

    /// <inheritdoc cref="Sine(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sine(float x, float sine) => x == 0 ? 1 : sine / x;

    /// <summary>The derivative of some order by z of sin(x) / x, z = x², or of sinh(x) / x, z = −x².</summary>
    /// <param name="order">The order, from 1.</param>
    /// <param name="square">z.</param>
    /// <param name="x">The argument.</param>
    /// <param name="sine">Its sine, circular or hyperbolic.</param>
    /// <param name="cosine">Its cosine, circular or hyperbolic.</param>
    public static double Sine(int order, double square, double x, double sine, double cosine)
    {
        if (Math.Abs(square) < (double)order * order)
        {
            return Stumpff(1, order).At(square);
        }

        double before = sine / x, value = before;
        value = double.IsInfinity(value) ? Infinite(square, order) : (cosine - value) / (2 * square);
        for (int k = 1; k < order; k++)
        {
            (before, value) = (value, -((((2 * k) + 1) * value) + (before / 2)) / (2 * square));
        }

        return value;
    }

    /// <inheritdoc cref="Sine(int, double, double, double, double)"/>
    public static float Sine(int order, float square, float x, float sine, float cosine) => (float)Sine(order, (double)square, x, sine, cosine);

    /// <summary>(1 − cos x) / x², or (cosh x − 1) / x².</summary>
    /// <param name="square">x², or −x² for hyperbolic functions.</param>
    /// <param name="versine">1 − cos x, or cosh x − 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Versine(double square, double versine) => Math.Abs(square) < 1e-280 ? 0.5 : versine / Math.Abs(square);

    /// <inheritdoc cref="Versine(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Versine(float square, float versine) => Math.Abs(square) < 1e-25f ? 0.5f : versine / Math.Abs(square);

    /// <summary>The derivative of some order by z of (1 − cos x) / x², z = x², or of (cosh x − 1) / x², z = −x².</summary>
    /// <param name="order">The order, from 1.</param>
    /// <param name="square">z.</param>
    /// <param name="x">The argument.</param>
    /// <param name="sine">Its sine, circular or hyperbolic.</param>
    /// <param name="cosine">Its cosine, circular or hyperbolic.</param>
    public static double Versine(int order, double square, double x, double sine, double cosine)
    {
        if (Math.Abs(square) < (order + 1.0) * (order + 1.0))
        {
            return Stumpff(2, order).At(square);
        }

        double value = Versine(square, ScalarMath.Versine(sine, cosine)), ratio = sine / x, before = -2 * cosine;
        if (double.IsInfinity(value))
        {
            return Infinite(square, order);
        }

        for (int k = 1; k <= order; k++)
        {
            value = ((ratio / 2) - (k * value)) / square;
            (before, ratio) = (ratio, -((((2 * k) - 1) * ratio) + (before / 2)) / (2 * square));
        }

        return value;
    }

    /// <inheritdoc cref="Versine(int, double, double, double, double)"/>
    public static float Versine(int order, float square, float x, float sine, float cosine) => (float)Versine(order, (double)square, x, sine, cosine);

    /// <summary>Where the function itself overflows, at negative z, its derivatives do too; their signs alternate.</summary>
    private static double Infinite(double square, int order) => square < 0 && order % 2 != 0 ? double.NegativeInfinity : double.PositiveInfinity;
}
