namespace BackpropGen;

/// <summary>
/// The quantile function Φ⁻¹ of the normal distribution by rational functions of degree 7, to about 16 digits, in + − · /
/// and square root only. Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
/// Statistics 37, 1988, routine PPND16.
/// </summary>
internal static class NormalQuantile
{
    /// <summary>Half the width of the central range, where no logarithm is needed.</summary>
    private const double CentralHalfWidth = 0.425;

    /// <summary>Its square.</summary>
    private const double CentralSquare = 0.180625;

    /// <summary>The root of the tail's logarithm from which on the far tail's function holds.</summary>
    private const double FarTail = 5;

    private static ReadOnlySpan<double> CentralNumerator =>
    [
        3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static ReadOnlySpan<double> CentralDenominator =>
    [
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> FarNumerator =>
    [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> FarDenominator =>
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    /// <summary>The number that a normal variable stays below with the given probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public static double Of(double probability)
    {
        double centered = probability - 0.5;
        if (Math.Abs(centered) <= CentralHalfWidth)
        {
            double central = CentralSquare - (centered * centered);
            return centered * Polynomial(CentralNumerator, central) / Polynomial(CentralDenominator, central);
        }

        double tail = Math.Sqrt(-Logarithm(centered < 0 ? probability : 1 - probability));
        double magnitude = tail <= FarTail
            ? Polynomial(TailNumerator, tail - 1.6) / Polynomial(TailDenominator, tail - 1.6)
            : Polynomial(FarNumerator, tail - FarTail) / Polynomial(FarDenominator, tail - FarTail);
        return centered < 0 ? -magnitude : magnitude;
    }

    /// <summary>
    /// The natural logarithm of a positive normal number: <c>ln(m · 2ᵉ) = e · ln 2 + 2 artanh s</c> with
    /// <c>s = (m − 1) / (m + 1)</c> and m from √½ to √2, so that <c>s² &lt; 0.03</c> and twelve terms of
    /// <c>artanh s = s + s³/3 + s⁵/5 + …</c> suffice. The library's own logarithm may differ between machines by a bit.
    /// </summary>
    internal static double Logarithm(double value)
    {
        const int Terms = 12;
        const double LogarithmOf2 = 0.69314718055994530942;
        const double RootOfHalf = 0.70710678118654752440;
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - 1022;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FE0000000000000);
        if (mantissa < RootOfHalf)
        {
            mantissa *= 2;
            exponent--;
        }

        double ratio = (mantissa - 1) / (mantissa + 1);
        double square = ratio * ratio;
        double sum = 0;
        for (int term = Terms; term >= 1; term--)
        {
            sum = (sum * square) + (1.0 / ((2 * term) + 1));
        }

        return (exponent * LogarithmOf2) + (2 * (ratio + (ratio * square * sum)));
    }

    /// <summary>The polynomial with the given coefficients, lowest first, by Horner's rule.</summary>
    private static double Polynomial(ReadOnlySpan<double> coefficients, double variable)
    {
        double value = 0;
        for (int power = coefficients.Length - 1; power >= 0; power--)
        {
            value = (value * variable) + coefficients[power];
        }

        return value;
    }
}
