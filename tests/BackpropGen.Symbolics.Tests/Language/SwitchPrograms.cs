namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Switch statements, switch expressions and patterns.</summary>
internal static class SwitchPrograms
{
    public const string Source = """
        public enum Kind { Linear, Square, Cube }
        public readonly record struct Point(double X, double Y);

        public static double Relational(double x) => x switch { < -0.7 => x * x, >= -0.7 and < 0 => -x, > 1 or 0.5 => x * x * x, _ => 5 * x };
        public static double Guards(double x, double y) => x switch { > 0 when y > 0 => x * y, > 0 => x, _ when y < -0.5 => y * y, _ => 7 * x * y };
        public static double Not(double x) => x switch { not > 0 => -x * x, var v when v < 1 => v * v, var v => 3 * v };
        public static double OnTuple(double x, double y) => (x, y) switch { ( > 0, > 0) => x * y, ( <= 0, _) => x * x, (var a, var b) => a - b * b };
        public static double OnInteger(double x) { double r = 0; for (int i = 0; i < 4; i++) { r += i switch { 0 => x, 1 or 2 => x * x, _ => Math.Sin(x) }; } return r; }
        public static double OnEnum(double x) => Apply(Kind.Linear, x) + Apply(Kind.Square, x) * Apply(Kind.Cube, x);
        public static double OnFlag(double x) => (x > 0.3) switch { true => x * x, false => x };
        public static double OnStructure(double x, double y) => new Point(x, y) switch { { X: > 0, Y: var b } => b * x, { X: var a } when a < -0.5 => a * a, (var a, var b) => a + b * b };
        public static double OnSpan([Shape(3)] ReadOnlySpan<double> x) => x switch { [> 0, .., var last] => last * x[1], [var first, _, _] => first * first, _ => 0 };
        public static double NestedSwitch(double x, double y) => x switch { > 0 => y switch { > 0 => x * y, _ => x }, _ => y * y };
        public static double Statement(double x) { double r; switch (x) { case < -0.5: r = x * x; break; case > 0.5 and < 1: r = 2 * x; break; default: r = Math.Cos(x); break; } return r * x; }
        public static double StatementReturns(double x) { switch (x) { case > 0.9: return 1; case > 0.2: return x * x; } return -x; }
        public static double StatementGuards(double x, double y) { double r = 1; switch (x) { case var v when v > y: r = v * y; break; case < 0: r += x; break; } return r * x; }
        public static double StatementLabels(double x) { double r = 0; for (int i = 0; i < 6; i++) { switch (i) { case 0: case 3: r += x; break; case 1: default: r += x * x; break; case 5: r *= x; break; } } return r; }
        public static double DefaultFirst(double x) { double r; switch (x) { default: r = x; break; case > 0: r = x * x; break; } return r + x * r; }
        public static double IsPattern(double x) => x is > 0.1 and < 0.9 ? x * x : x is var v && v < 0 ? -v : 2 * x;
        public static double IsDeclaration(double x, double y) { if (x * y is var p && p > 0) { return p * x; } return p - y; }
        public static double IsConstant(double x) => x is 0.25 ? 1 : x is not double.NaN ? x * x : 0;
        public static double AssigningArms(double x) { double a = 1; double r = x switch { > 0 => a = x * x, _ => a - x }; return r + a; }

        private static double Apply(Kind kind, double x) { switch (kind) { case Kind.Square: return x * x; case Kind.Cube: return x * x * x; default: return x; } }
        """;
}
