namespace BackpropGen.Kernels;

public static partial class Quotients
{
    private static readonly PowerSeries[] OfExponential = Table(static order =>
        new PowerSeries(1.0 / (order + 1), m => (m + order) / ((double)m * (m + order + 1)), Math.Max(1, order)));

    /// <summary>(eˣ − 1) / x.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="difference">eˣ − 1.</param>
    public static double Exponential(double x, double difference) => x == 0 ? 1 : difference / x;

    /// <inheritdoc cref="Exponential(double, double)"/>
    public static float Exponential(float x, float difference) => x == 0 ? 1 : difference / x;

    /// <summary>The derivative of some order of (eˣ − 1) / x, ∫₀¹ tⁿ exp(x t) dt.</summary>
    /// <param name="order">The order n, from 1.</param>
    /// <param name="x">The argument.</param>
    /// <param name="exponential">eˣ.</param>
    public static double Exponential(int order, double x, double exponential)
    {
        if (Math.Abs(x) < order)
        {
            return x > -1 && order < TabulatedOrders ? OfExponential[order].At(x) : exponential * Kummer(order, -x);
        }

        double value = (exponential - 1) / x;
        for (int k = 1; k <= order && !double.IsInfinity(value); k++)
        {
            value = (exponential - (k * value)) / x;
        }

        return value;
    }

    /// <inheritdoc cref="Exponential(int, double, double)"/>
    public static float Exponential(int order, float x, float exponential) => (float)Exponential(order, (double)x, exponential);

    /// <summary>Σ xᵐ / ((n + 1) … (n + 1 + m)), which e⁻ˣ times is the integral (Abramowitz and Stegun 13.1.27).</summary>
    private static double Kummer(int order, double x)
    {
        double sum = 1;
        for (int m = 40 + (2 * order); m > 0; m--)
        {
            sum = 1 + (x / (order + 1 + m) * sum);
        }

        return sum / (order + 1);
    }
}
