namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Loops over compile-time bounds.</summary>
internal static class LoopPrograms
{
    public const string Source = """
        private const int Rounds = 6;
        private static readonly int[] Order = [2, 0, 1];

        public static double Sum(double x) { double sum = 0; for (int i = 1; i <= 5; i++) { sum += Math.Pow(x * x + 1, i) / i; } return sum; }
        public static double Down(double x, double y) { double r = y; for (int i = Rounds; i > 0; i -= 2) { r = r * x + i; } return r; }
        public static double TwoCounters(double x) { double r = 0; for (int i = 0, j = 9; i < j; i++, j--) { r += Math.Sin(i * x) * j; } return r; }
        public static double While(double x) { double r = x; int i = 0; while (i < 4) { r = Math.Sin(r) + x * i; i++; } return r; }
        public static double DoWhile(double x) { double r = x; int i = 0; do { r *= x; i += 2; } while (i < 5); return r; }
        public static double Break(double x) { double r = 0; for (int i = 0; ; i++) { if (i == 4) { break; } r += x * i * x; } return r; }
        public static double Continue(double x) { double r = 0; for (int i = 0; i < 7; i++) { if (i % 3 == 1) { continue; } r += Math.Cos(x * i); } return r; }
        public static double Nested(double x, double y) { double r = 0; for (int i = 0; i < 4; i++) { for (int j = 0; j <= i; j++) { if (j == 2) { break; } r += Math.Exp(-x * j) * y * i; } } return r; }
        public static double NestedContinue(double x) { double r = 1; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) { if (i == j) { continue; } r *= 1 + x * x * (i + j); } } return r; }
        public static double InnerBreakOuterContinue(double x) { double r = 0; for (int i = 0; i < 5; i++) { int k = 0; while (true) { if (k == i) { break; } k++; r += x * k; } if (i < 2) { continue; } r *= x; } return r; }
        public static double ForEachArray(double x) { double r = 0; foreach (double w in new[] { 0.5, -1, 2 }) { r += Math.Sin(w * x); } return r; }
        public static double ForEachTable(double x) { double r = 1; foreach (int k in Order) { r = r * x + k; } return r; }
        public static double ForEachSpan([Shape(4)] ReadOnlySpan<double> x) { double r = 0; foreach (double v in x) { r += v * v * v; } return r; }
        public static double ForEachReference(double x) { Span<double> a = [x, 2 * x, 3]; foreach (ref double v in a) { v *= v; } return a[0] + a[1] * a[2]; }
        public static double ForEachReadOnly([Shape(2)] ReadOnlySpan<double> x) { double r = 1; foreach (ref readonly double v in x) { r *= v + 2; } return r; }
        public static double ForEachRange(double x) { double r = 0; foreach (int i in Enumerable.Range(2, 4)) { r += i * Math.Tanh(x / i); } return r; }
        public static double ForEachTuple(double x) { double r = 0; foreach (var (w, p) in new[] { (1.5, 2), (-0.5, 3) }) { r += w * Math.Pow(x, p); } return r; }
        public static double ForEachReversed([Shape(3)] double[] a) { double r = 0; foreach (double v in Enumerable.Reverse(a)) { r = r * 0.5 + v * v; } return r; }
        public static double Horner(double x) { ReadOnlySpan<double> c = [1, -2, 0.5, 3]; double r = 0; for (int i = c.Length - 1; i >= 0; i--) { r = r * x + c[i]; } return r; }
        public static double Newton(double a) { double s = a * a + 1, r = s; for (int i = 0; i < 6; i++) { r = 0.5 * (r + s / r); } return r; }
        public static double Recurrence(double x, double y) { double a = x, b = y; for (int i = 0; i < 5; i++) { (a, b) = (b, Math.Sin(a) + b * 0.5); } return a * b; }
        public static double Assigned(double x) { double r = 0, last; for (int i = 0; i < 3; i++) { last = x * i; r += last * last; } return r; }
        public static double Empty(double x) { double r = x * x; for (int i = 0; i < 0; i++) { r = 0; } return r; }
        public static double Shifted(double x) { double r = 0; for (int i = 1; i < 100; i <<= 1) { r += x * x / i; } return r; }
        public static double LongCounter(double x) { double r = 0; for (long i = 5_000_000_000; i < 5_000_000_003; i++) { r += x * (i % 7) * x; } return r; }
        public static double Triangle([Shape(3)] ReadOnlySpan<double> x) { double r = 0; for (int i = 0; i < x.Length; i++) { for (int j = i; j < x.Length; j++) { r += x[i] * x[j] / (i + j + 1); } } return r; }
        public static double Logistic(double r) { double x = 0.3; for (int i = 0; i < 8; i++) { x = (2 + r / 4) * x * (1 - x); } return x; }
        public static double Runge(double k) { double y = 1, h = 0.1; for (int i = 0; i < 4; i++) { double k1 = -k * y, k2 = -k * (y + h / 2 * k1), k3 = -k * (y + h / 2 * k2), k4 = -k * (y + h * k3); y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4); } return y; }
        """;
}
