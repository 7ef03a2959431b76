namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>The functions of <c>Math</c>, <c>MathF</c>, <c>double</c> and <c>float</c>.</summary>
internal static class MathematicsPrograms
{
    public const string Source = """
        public static double Exponentials(double x) => Math.Exp(x) + double.Exp2(x) + double.Exp10(x) + double.ExpM1(x) + double.Exp2M1(x) + double.Exp10M1(x);
        public static double Logarithms(double x) { double y = x * x + 0.5; return Math.Log(y) + Math.Log2(y) * Math.Log10(y) + Math.Log(y, 3) + double.LogP1(y) + double.Log2P1(y) + double.Log10P1(y); }
        public static double Roots(double x) { double y = x * x + 0.3; return Math.Sqrt(y) + Math.Cbrt(y) + double.RootN(y, 4) + double.RootN(y, 5) + double.RootN(y, -3) + double.RootN(y, 2); }
        public static double OddRoot(double x) => double.RootN(x * 3 + 7, 5) + double.RootN(x - 9, 7);
        public static double Powers(double x, double y) => Math.Pow(x * x + 0.2, y) + Math.Pow(x, 3) + Math.Pow(x, -2) * x + double.Hypot(x, y);
        public static double Trigonometry(double x) => Math.Sin(x) * Math.Cos(x) + Math.Tan(x / 2) + Math.Atan(x) + Math.Asin(x / 2) + Math.Acos(x / 3);
        public static double HalfTurns(double x) => double.SinPi(x) + double.CosPi(x) * 2 + double.TanPi(x / 7) + double.AsinPi(x / 2) + double.AcosPi(x / 2) + double.AtanPi(x);
        public static double FarHalfTurns(double x) => double.SinPi(x + 1000) + double.CosPi(x * 2);
        public static double Angles(double x, double y) => Math.Atan2(x, y) + double.Atan2Pi(y, x) + double.DegreesToRadians(x) + double.RadiansToDegrees(y);
        public static double Pairs(double x) { var (s, c) = Math.SinCos(x); var (t, d) = double.SinCosPi(x); return s * c + t * d; }
        public static double Hyperbolic(double x) => Math.Sinh(x) + Math.Cosh(x) + Math.Tanh(x) + Math.Asinh(x) + Math.Acosh(x * x + 2) + Math.Atanh(x / 2);
        public static double Rounded(double x) => x * Math.Floor(x) + x * x * Math.Ceiling(x) + Math.Round(x) * x + Math.Truncate(x) + Math.Round(x, 1) * x;
        public static double RoundedByMode(double x) => x * Math.Round(x, MidpointRounding.AwayFromZero) + Math.Round(3 * x, MidpointRounding.ToZero) * x + Math.Round(x, MidpointRounding.ToNegativeInfinity) * x + Math.Round(x, 1, MidpointRounding.AwayFromZero) * x * x + Math.Round(x, MidpointRounding.ToEven) * x + Math.Round(x, MidpointRounding.ToPositiveInfinity) * x;
        public static double Remainders(double x, double y) => x % 0.7 * x + (x * 3) % (y + 4) + Math.IEEERemainder(x, 0.9) * y;
        public static double CompoundRemainder(double x) { double r = x * 5; r %= 1.3; return r * x; }
        public static double Signs(double x, double y) => Math.Abs(x) * Math.Sign(y) + Math.CopySign(x * x, y) + double.CopySign(x, -2);
        public static double Extremes(double x, double y) => Math.Max(x, y) * Math.Min(x, y * 0.5) + Math.MaxMagnitude(x, y) + Math.MinMagnitude(x, y) * x + double.MaxNumber(x, y) + double.MinNumber(x * x, y);
        public static double Magnitudes(double x, double y) => double.MaxMagnitudeNumber(x, y) * double.MinMagnitudeNumber(x, y * y) + double.MaxNative(x, y) * double.MinNative(x, 0.3 * y) + double.ClampNative(x, -0.5, 0.5) * y;
        public static double Parities(double x) { double r = x; for (int i = 0; i < 4; i++) { double n = i; r += double.IsEvenInteger(n) ? x * x : double.IsOddInteger(n) ? x : 9; } return double.IsEvenInteger(x) || double.IsOddInteger(x + 1e300 * 1e300) || !double.IsRealNumber(x) ? 0 : r; }
        public static double Lerps(double x, double y) => double.Lerp(x, y, x * y) + Math.FusedMultiplyAdd(x, y, x) + double.MultiplyAddEstimate(x, x, y);
        public static double Scaled(double x) => Math.ScaleB(x * x, 3) + double.ScaleB(x, -2);
        public static double Constants(double x) => double.Pi * x + Math.E * x * x + double.Tau + Math.Tau * Math.PI + double.Epsilon * x + double.MaxValue * 0;
        public static double Clamped(double x, double y) => Math.Clamp(x, -0.5, y * y + 0.5) * x;
        public static float Singles(float x, float y) => MathF.Sin(x) * MathF.Exp(y) + float.Hypot(x, y) + MathF.Pow(x * x + 1, 1.5f) + float.Lerp(x, y, 0.25f) + MathF.Tanh(x) + MathF.Sqrt(y * y + 1);
        public static float SingleWithDouble(float x) => (float)Math.Sin(x) * x + (float)(x * 0.5);
        public static double Checks(double x) => double.IsInteger(x) || double.IsPositiveInfinity(x) || double.IsNegativeInfinity(x) ? 0 : x * x;
        public static double BlackScholes(double s, double k, double v) { double spot = 100 + 10 * s, strike = 100 + 10 * k, sigma = 0.3 + 0.1 * v, t = 0.7, r = 0.03; double d1 = (Math.Log(spot / strike) + (r + sigma * sigma / 2) * t) / (sigma * Math.Sqrt(t)), d2 = d1 - sigma * Math.Sqrt(t); return spot * Normal(d1) - strike * Math.Exp(-r * t) * Normal(d2); }
        public static double Swish(double x) => x / (1 + Math.Exp(-x));
        public static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));
        public static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

        private static double Normal(double x) => 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
        """;
}
