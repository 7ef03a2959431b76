namespace BackpropGen.Kernels;

/// <summary>The error function and its complement.</summary>
/// <remarks>Four intervals of |x|, each with a rational approximation; the coefficients are those published with Sun's
/// fdlibm (1993), of error below 1 unit in the last place.</remarks>
public static partial class ScalarMath
{
    /// <summary>erf(1) rounded to 24 bits, about which the second interval is expanded.</summary>
    private const double NearOne = 8.45062911510467529297e-01;

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <param name="x">The argument.</param>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (magnitude < 0.84375)
        {
            return ErfNearZero(x);
        }

        double value = magnitude < 1.25 ? NearOne + NearOneRest(magnitude)
            : magnitude < 6 ? 1 - Tail(magnitude)
            : 1;
        return Math.CopySign(value, x);
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    /// <param name="x">The argument.</param>
    public static double Erfc(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x < 0.25 && magnitude < 0.84375)
        {
            return 1 - ErfNearZero(x);
        }

        if (magnitude < 0.84375)
        {
            // Here 1 − erf(x) cancels; ½ − (erf(x) − ½) does so exactly.
            return 0.5 - (x - 0.5 + (x * NearZeroRest(x * x)));
        }

        if (magnitude < 1.25)
        {
            return x > 0 ? 1 - NearOne - NearOneRest(x) : 1 + (NearOne + NearOneRest(magnitude));
        }

        double tail = magnitude < 28 ? Tail(magnitude) : 0;
        return x > 0 ? tail : 2 - tail;
    }

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => (float)Erfc((double)x);

    private static double ErfNearZero(double x) =>
        Math.Abs(x) < 3.7e-9 ? x + (1.28379167095512586316e-01 * x) : x + (x * NearZeroRest(x * x));

    /// <summary>erf(x) / x − 1 as a function of z = x², for |x| &lt; 0.84375.</summary>
    private static double NearZeroRest(double z)
    {
        double p = 1.28379167095512558561e-01 + (z * (-3.25042107247001499370e-01 + (z * (-2.84817495755985104766e-02
            + (z * (-5.77027029648944159157e-03 + (z * -2.37630166566501626084e-05)))))));
        double q = 1 + (z * (3.97917223959155352819e-01 + (z * (6.50222499887672944485e-02
            + (z * (5.08130628187576562776e-03 + (z * (1.32494738004321644526e-04 + (z * -3.96022827877536812320e-06)))))))));
        return p / q;
    }

    /// <summary>erf(x) − <see cref="NearOne"/> for 0.84375 ≤ x &lt; 1.25.</summary>
    private static double NearOneRest(double x)
    {
        double s = x - 1;
        double p = -2.36211856075265944077e-03 + (s * (4.14856118683748331666e-01 + (s * (-3.72207876035701323847e-01
            + (s * (3.18346619901161753674e-01 + (s * (-1.10894694282396677476e-01 + (s * (3.54783043256182359371e-02
            + (s * -2.16637559486879084300e-03)))))))))));
        double q = 1 + (s * (1.06420880400844228286e-01 + (s * (5.40397917702171048937e-01 + (s * (7.18286544141962662868e-02
            + (s * (1.26171219808761642112e-01 + (s * (1.36370839120290507362e-02 + (s * 1.19844998467991074170e-02)))))))))));
        return p / q;
    }

    /// <summary>erfc(x) for 1.25 ≤ x &lt; 28: e^(−x²) / x times e to a small correction, a rational function of 1/x².</summary>
    private static double Tail(double x)
    {
        double s = 1 / (x * x);
        double correction = x < 1 / 0.35 ? MiddleTail(s) : FarTail(s);

        // x² in two parts: z keeps the upper bits, so that z² is exact.
        double z = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xFFFFFFFF00000000));
        return Math.Exp((-z * z) - 0.5625) * Math.Exp(((z - x) * (z + x)) + correction) / x;
    }

    private static double MiddleTail(double s)
    {
        double p = -9.86494403484714822705e-03 + (s * (-6.93858572707181764372e-01 + (s * (-1.05586262253232909814e+01
            + (s * (-6.23753324503260060396e+01 + (s * (-1.62396669462573470355e+02 + (s * (-1.84605092906711035994e+02
            + (s * (-8.12874355063065934246e+01 + (s * -9.81432934416914548592e+00)))))))))))));
        double q = 1 + (s * (1.96512716674392571292e+01 + (s * (1.37657754143519042600e+02 + (s * (4.34565877475229228821e+02
            + (s * (6.45387271733267880336e+02 + (s * (4.29008140027567833386e+02 + (s * (1.08635005541779435134e+02
            + (s * (6.57024977031928170135e+00 + (s * -6.04244152148580987438e-02)))))))))))))));
        return p / q;
    }

    private static double FarTail(double s)
    {
        double p = -9.86494292470009928597e-03 + (s * (-7.99283237680523006574e-01 + (s * (-1.77579549177547519889e+01
            + (s * (-1.60636384855821916062e+02 + (s * (-6.37566443368389627722e+02 + (s * (-1.02509513161107724954e+03
            + (s * -4.83519191608651397019e+02)))))))))));
        double q = 1 + (s * (3.03380607434824582924e+01 + (s * (3.25792512996573918826e+02 + (s * (1.53672958608443695994e+03
            + (s * (3.19985821950859553908e+03 + (s * (2.55305040643316442583e+03 + (s * (4.74528541206955367215e+02
            + (s * -2.24409524465858183362e+01)))))))))))));
        return p / q;
    }
}
