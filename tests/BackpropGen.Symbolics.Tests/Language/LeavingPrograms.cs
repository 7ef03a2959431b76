namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Early returns, breaks and continues by real conditions, and exceptions.</summary>
internal static class LeavingPrograms
{
    public const string Source = """
        public static double EarlyReturn(double x) { if (x < 0) { return x * x; } double r = Math.Sqrt(x); return r * x; }
        public static double ReturnsInBoth(double x) { if (x > 0.2) { return Math.Sin(x); } else { return x * x; } }
        public static double ManyReturns(double x) { if (x < -1) { return -1; } if (x < -0.3) { return x * x; } if (x > 1) { return x; } return x * x * x; }
        public static double ReturnAfterAssignment(double x, double y) { double r = x; if (x > y) { r = x * y; return r; } r += y; if (y > 0.5) { r *= 2; return r + x; } return r * r; }
        public static double LoopReturns(double x) { double y = x; for (int i = 0; i < 6; i++) { y = (y * 1.7) + 0.1; if (y > 3) { return y * y; } } return y; }
        public static double LoopBreaks(double x) { double y = x; for (int i = 0; i < 8; i++) { if (y > 2) { break; } y = (y * y) + 0.4; } return y * x; }
        public static double BreakAfterWork(double x) { double y = 0, z = 1; for (int i = 1; i < 6; i++) { y += x * i; if (y > 2) { z = y; break; } z *= x + i; } return y * z; }
        public static double LoopContinues(double x) { double y = 0; for (int i = 1; i < 6; i++) { if (x > i - 3.5) { continue; } y += x * i; } return y + (x * x); }
        public static double ContinueAfterWork(double x) { double y = 0; for (int i = 0; i < 5; i++) { y += x; if (y * i > 1) { y *= 0.5; continue; } y += i * x * x; } return y; }
        public static double BreakAndContinue(double x, double y) { double r = 0; for (int i = 0; i < 7; i++) { if (r > 2) { break; } if (x * i < y) { r += 0.1 * x; continue; } r += x * x + y * i * 0.1; } return r * y; }
        public static double AllExits(double x) { double r = x; for (int i = 0; i < 6; i++) { if (r > 3) { return -r; } if (r < -2) { break; } if (r > 0.5) { r *= 1.4; continue; } r = r - x * x * 0.3 + 0.2; } return r * 2; }
        public static double NestedBreak(double x) { double r = 0; for (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { if (x * j > i - 1) { break; } r += x * (i + 1); } r += x * x; } return r; }
        public static double NestedReturn(double x) { double r = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) { r += x * (i + j); if (r > 2) { return r * x; } } } return r; }
        public static double RealWhile(double x) { double y = x; int i = 0; while (i < 8 && y < 2) { y = y * 1.5 + 0.3; i++; } return y * y; }
        public static double RealDoWhile(double x) { double y = x * x; int i = 0; do { y += 0.4 * x; i++; } while (y > 0.5 && i < 5); return y * x; }
        public static double RealFor(double x) { double s = 0; for (int i = 0; i < 6 && s < 1.5; i++) { s += Math.Exp(-x * i) * 0.5; } return s; }
        public static double WhileTrue(double x) { double y = x; int n = 0; while (true) { if (y > 2 || n >= 6) { break; } y += 0.6 + x * 0.1; n++; } return y * x; }
        public static double Converging(double a) { double s = a * a + 0.5, r = 1; for (int i = 0; i < 30; i++) { double next = 0.5 * (r + s / r); if (Math.Abs(next - r) < 1e-15) { break; } r = next; } return r; }
        public static double CountedRounds(double x) { int n = 0; double y = x; while (n < 6 && y < 1) { y += 0.7; n++; } return n * x * x + y; }
        public static double FirstAbove(double x) { ReadOnlySpan<double> knots = [-1, -0.2, 0.4, 1]; int i = 0; while (i < knots.Length - 1 && x > knots[i + 1]) { i++; } double t = x - knots[i]; return t * t * (i + 1) + i; }
        public static double Spline(double x) { ReadOnlySpan<double> a = [1, 2, -1], b = [0.5, -0.5, 3]; int k = x < -0.4 ? 0 : x < 0.5 ? 1 : 2; return a[k] + b[k] * x * x; }
        public static double InSwitch(double x) { double r = 0; for (int i = 0; i < 4; i++) { switch (i) { case 1 when x > 0: continue; case 2: if (x > 0.8) { return r * 5; } break; default: r += x; break; } r += x * x * i; } return r; }
        public static double Guarded(double x) { if (x > 5) { throw new ArgumentOutOfRangeException(nameof(x)); } return x * x; }
        public static double GuardedByHelper(double x) { ArgumentOutOfRangeException.ThrowIfGreaterThan(x, 7.0); Check(x); return Math.Exp(x); }
        public static double ThrowExpression(double x) => x < 9 ? x * x * x : throw new ArgumentException("too large");
        public static double ThrowInArm(double x) => x switch { < 0 => x * x, <= 3 => -x, _ => throw new ArgumentException("too large") };
        public static double NotTaken(double x) { const int Mode = 2; switch (Mode) { case 1: throw new NotSupportedException(); case 2: return x * x; default: throw new InvalidOperationException(); } }
        public static void ReturnsNothing(double x, out double y) { y = x; if (x > 0) { y = x * x; return; } y *= 3; }
        public static double VoidHelperLeaves(double x) { double r = x; Bump(ref r); Bump(ref r); return r * x; }
        public static double LambdaLeaves(double x) { Func<double, double> f = v => { if (v > 0.2) { return v * v; } return -v; }; return f(x) + f(x * 2); }

        private static void Check(double x) { if (x < -6) { throw new ArgumentException("too small"); } }
        private static void Bump(ref double r) { if (r > 0.5) { return; } r = r * r + 0.3; if (r < 0.4) { return; } r += 1; }
        """;
}
