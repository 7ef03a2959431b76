namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Branches on real conditions, and what they assign.</summary>
internal static class BranchPrograms
{
    public const string Source = """
        public static double IfElse(double x) { double r; if (x > 0) { r = x * x; } else { r = Math.Exp(x); } return r * x; }
        public static double IfOnly(double x, double y) { double r = x; if (x > y) { r = x * y; } return r * r; }
        public static double ElseIf(double x) { if (x < -0.7) { return -x; } else if (x < 0.6) { return x * x; } else { return 3 * x; } }
        public static double TwoVariables(double x) { double a = x, b = 1; if (x > 0.1) { a = x * x; b = Math.Cos(x); } else { b = x; } return a * b + b; }
        public static double Nested(double x, double y) { double r; if (x > 0) { if (y > 0) { r = x * y; } else { r = x - y; } } else { r = y * y; if (y < -0.5) { r += x; } } return r * x; }
        public static double Ternary(double x, double y) => x > y ? Math.Sin(x * y) : y > 0 ? x / (y + 1) : y * y * x;
        public static double Logic(double x, double y) => (x > 0 && y < 0.5) || x < y - 1 ? x * x * y : y * y + x;
        public static double Negated(double x) { if (!(x >= 0.2)) { return x * x * x; } return -x; }
        public static double NotLogical(double x, double y) => x > 0 & y > 0 | x < -1 ^ y < -1 ? x * y : x + y * y;
        public static double Flags(double x) { bool small = x < 0.8, low = x < -0.3; if (small && !low) { return x * x; } return -x * 3; }
        public static double FlagAssigned(double x) { bool flag = false; if (x > 0.1) { flag = true; } if (x > 0.9) { flag = !flag; } return flag ? x * x : Math.Exp(x); }
        public static double FlagCompound(double x) { bool flag = x > -0.5; flag &= x < 0.7; flag |= x < -1; return flag ? x * x * x : 2 * x; }
        public static double AssignsInTernary(double x) { double y = 1; double r = x > 0 ? (y = x * x) : x; return r * y; }
        public static double AssignsInAnd(double x) { double y = 2; bool both = x > 0 && (y = x * 3) > 1; return both ? y * x : y + x * x; }
        public static double AssignsInOr(double x) { double y = 2; return x > 0.3 || (y = x * x) > 0.2 ? y * x : y + x; }
        public static double IncrementsBehindAnd(double x) { double n = 0; if (x > 0 && n++ < 1 && x < 1) { n *= x; } return n * x * x + x; }
        public static double TruthMethod(double x) { return IsInside(x, 0.8) ? Math.Sqrt(1 - x * x) : x * x; }
        public static double ManyIfs(double x) { double r = x; if (x > -1) { r += x * x; } if (x > -0.5) { r *= 1.5; } if (x > 0) { r -= Math.Sin(x); } if (x > 0.5) { r *= r; } if (x > 1) { r += 3 * x; } return r; }
        public static double SameValue(double x) { double r = x * x; if (x > 0) { r = x * x; } return r + x; }
        public static double Swapped(double x, double y) { if (x < y) { (x, y) = (y, x); } return x * x - y; }
        public static double Sorted(double x, double y, double z) { if (x > y) { (x, y) = (y, x); } if (y > z) { (y, z) = (z, y); } if (x > y) { (x, y) = (y, x); } return x + 2 * y * y + 3 * z * z * z; }
        public static double Clamped(double x, double y) => Math.Clamp(x * y, -0.5, 0.5) + Math.Max(x, y) * Math.Min(x, 0.3);
        public static double Huber(double x) => Math.Abs(x) <= 0.7 ? 0.5 * x * x : 0.7 * (Math.Abs(x) - 0.35);
        public static double LeakyRelu(double x, double slope) => x > 0 ? x : slope * x;
        public static double Piecewise(double x) => x < -1 ? -1 : x < 1 ? x * (3 - x * x) / 2 : 1;
        public static double EqualNever(double x) => x == 0.123456 ? 5 : x != 0.5 ? x * x : 1;
        public static double NotNumbers(double x) => double.IsNaN(x) || double.IsInfinity(x) ? 0 : double.IsFinite(x) && !double.IsNegative(x) ? x * x : double.IsPositive(x) ? 2 : -x;
        public static double SafeDivision(double x) => Math.Abs(x) > 1e-9 ? Math.Sin(x) / x : 1;
        public static double SafeLogarithm(double x) { double r = 0; if (x > 0) { r = Math.Log(x) * x; } return r + x * x; }
        public static double Wealth(double w, double p) { double owed = 0; if (w > 0) { owed = w * 0.2; if (w > 0.5) { owed += (w - 0.5) * 0.2; } if (w > 1) { owed += (w - 1) * p; } } return w - owed; }
        public static double UndecidedLoop(double x) { double r = 0; for (int i = -10; i < 10; i++) { if (x > i * 0.15) { r += x * i; } else { r -= x * x; } } return r; }

        private static bool IsInside(double x, double limit) { if (x < -limit) { return false; } return x < limit; }
        """;
}
