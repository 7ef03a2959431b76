namespace BackpropGen.Kernels;

/// <summary>A power series cut off where its terms no longer count, summed as an even and an odd half at once.</summary>
/// <param name="first">The constant term.</param>
/// <param name="ratio">The factor from a coefficient to the one of index m, from 1.</param>
/// <param name="reach">The greatest argument in magnitude.</param>
internal sealed class PowerSeries(double first, Func<int, double> ratio, double reach)
{
    private const double Negligible = 1e-19;
    private const int MostTerms = 400;

    private readonly double[] _coefficients = Coefficients(first, ratio, reach);

    /// <summary>The sum.</summary>
    /// <param name="x">The argument.</param>
    public double At(double x)
    {
        double square = x * x, even = 0, odd = 0;
        for (int m = _coefficients.Length - 2; m >= 0; m -= 2)
        {
            even = (even * square) + _coefficients[m];
            odd = (odd * square) + _coefficients[m + 1];
        }

        return even + (x * odd);
    }

    private static double[] Coefficients(double first, Func<int, double> ratio, double reach)
    {
        var coefficients = new List<double> { first };
        double coefficient = first, power = 1;
        for (int m = 1; m < MostTerms && (Math.Abs(coefficient * power) > Negligible * Math.Abs(first) || coefficients.Count % 2 != 0); m++)
        {
            coefficient *= ratio(m);
            power *= reach;
            coefficients.Add(coefficient);
        }

        return [.. coefficients];
    }
}
