namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Integers and truths, which are computed while a method is read, or decided by real conditions.</summary>
internal static class IntegerPrograms
{
    public const string Source = """
        private const int Order = 7;
        [Flags] private enum Options { None = 0, Low = 1, High = 4 }

        public static double Division(double x) => (Order / 2) * x + 1 / 2 + (Order / 2 * x) * x;
        public static double Remainder(double x) { int n = Order; n %= 4; return Math.Pow(x * x + 1, n) * (-7 % 3); }
        public static double Shifts(double x) { int n = 1 << 5; n >>= 2; n = n >>> 1; n <<= 33; return n * x * x; }
        public static double Bits(double x) { int n = 0b1100; n |= 3; n &= ~4; n ^= 8; return n * x * x + (n & 1); }
        public static double Overflow(double x) { int n = int.MaxValue; n++; uint u = 0; u--; return x * n / 1e9 + x * x * u / 1e10; }
        public static double Narrow(double x) { byte b = unchecked((byte)300); b += 250; sbyte s = unchecked((sbyte)200); short t = unchecked((short)70000); return b * x * x + s * x / 50 + t * x / 5000; }
        public static double Characters(double x) { int n = Order; int m = -n / 2; return x * m * x + Math.Abs(m) + Math.Sign(m) * x; }
        public static double Conditions(double x) { int n = 3; bool even = (n & 1) == 0, big = n > 2 && n < 10 || n == 0; return even ? 1 : big && !even ? x * x : x; }
        public static double MathOnIntegers(double x) => Math.Max(2, 3) / 2 * x * x + Math.Min(-1, 4) * x + Math.Clamp(9, 1, 5);
        public static double Promoted(double x) { double n = Order; return n / 2 * x * x; }
        public static double PromotedArgument(double x) => Half(Order) * x * x;
        public static double PromotedElement(double x) { double[] a = [1, 3, 2]; return a[1] / a[2] * x * x; }
        public static double PromotedResult(double x) => Three() / 2 * x * x;
        public static double ByCondition(double x) => (x > 0 ? 1 : -1) * x * x;
        public static double DividedByCondition(double x) => (x > 0 ? 3 : 2) / 2 * x * x;
        public static double Counted(double x) { int n = 0; if (x > 0) { n = 2; } double y = x; y *= n; return y * x + n; }
        public static double CountedOften(double x) { int n = 0; for (int i = -5; i < 5; i++) { if (x > i * 0.3) { n++; } } return n * x * x + n / 2 * x; }
        public static double Compared(double x) { int n = x > 0.3 ? 2 : x > -0.3 ? 1 : 0; return n >= 1 ? n == 2 ? x * x : -x : x * 3; }
        public static double Index(double x) { int n = x > 0 ? 1 : 0; double[] a = [x * x, Math.Sin(x)]; return a[n] + a[1 - n] * x; }
        public static double Signed(double x) => Math.Sign(x) * x * x;
        public static double Enumeration(double x) { var o = Options.Low | Options.High; return ((o & Options.High) != 0 ? x * x : x) * (int)o; }
        public static double Checked(double x) { int n = checked(Order * Order); return checked(n + 1) * x * x; }
        public static double Unchecked(double x) { unchecked { int n = int.MaxValue; n += 2; return n / 1e9 * x * x; } }
        public static double Long(double x) { long n = 1L << 40; return n / 1_099_511_627_776 * x * x; }
        public static double Incremented(double x) { int i = 3; int j = i++ + ++i; return j * x * x + i--; }
        public static double RealIncrement(double x) { double y = x; y++; ++y; double z = y-- * 2; return z * y; }
        public static double Cast(double x) => (double)(float)2 * x * x * (float)0.5 + (int)3.7;
        public static double Binomial(double x) { double r = 0; int c = 1; for (int k = 0; k <= 4; k++) { r += c * Math.Pow(x * x + 0.1, k); c = c * (4 - k) / (k + 1); } return r; }

        private static double Half(double v) => v / 2;
        private static double Three() => 3;
        """;
}
