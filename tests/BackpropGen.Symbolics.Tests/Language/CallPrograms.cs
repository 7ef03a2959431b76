namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Calls: methods, local functions, lambdas, recursion, generics, references.</summary>
internal static class CallPrograms
{
    public const string Source = """
        public static double Called(double x) => Square(x + 1) * Halved(x);
        public static double Twice(double x) => Square(Square(Halved(x)));
        public static double Recursive(double x) => Power(x, 5) + Power(x, 2);
        public static double Mutual(double x) => Even(x, 6);
        public static double Fibonacci(double x, double y) => Term(x, y, 7);
        public static double Chebyshev(double x) => Polynomial(x, 6);
        public static double NamedArguments(double x) => Weighted(weight: 3, value: x) + Weighted(x);
        public static double ParametersArray(double x, double y) => Total(x, y, x * y) + Total() + Total(y);
        public static double Extension(double x) => x.Cubed() + (x * 2).Cubed();
        public static double LocalFunction(double x) { double Twofold(double v) => 2 * v; return Twofold(x) * Twofold(Twofold(x)); }
        public static double Capturing(double x) { double y = x * x; double Shift(double v) => v + y; y += 1; return Shift(x) * y; }
        public static double AssigningCaptured(double x) { double y = x; void Step() { y = y * x + 1; } Step(); Step(); return y; }
        public static double AssigningUnderCondition(double x) { double y = x; double Step() { if (x > 0) { y *= 2; return 1; } y -= 1; return x; } return Step() * y + Step(); }
        public static double NestedLocal(double x) { double Outer(double v) { double Inner(double w) => w * v; return Inner(v + 1); } return Outer(x) + Outer(2 * x); }
        public static double RecursiveLocal(double x) { double Down(double v, int n) => n == 0 ? v : Down(v * x, n - 1); return Down(1, 4); }
        public static double UsedBeforeDeclared(double x) { return Later(x) * 2; static double Later(double v) => v * v; }
        public static double Lambda(double x) { Func<double, double> f = v => v * v + x; return f(x) * f(2); }
        public static double LambdaPassed(double x) => Applied(v => Math.Sin(v) * x, x) + Applied(Square, x) + Applied(Math.Exp, x);
        public static double Derived(double x) => Trapezoid(t => Math.Exp(-t * x), 0, 1, 4);
        public static double LambdaCapturingLoop(double x) { double r = 0; for (int i = 0; i < 3; i++) { int k = i; Func<double, double> f = v => v * k; r += f(x) * x; } return r; }
        public static double LambdaChanging(double x) { double n = 0; Action add = () => n += x; add(); add(); return n * n; }
        public static double Composed(double x) { Func<double, double> f = v => v * v, g = v => f(v) + 1; return g(g(x)); }
        public static double Mirrored(double x) => MirroredStatement(x) * MirroredExpression(2 * x);
        public static double Generic(double x) => GenericSquare(x) + GenericSum(x, 2 * x);
        public static double GenericMath(double x) => Softened(x);
        public static double ByReference(double x) { double y = x; Double(ref y); Double(ref y); return y * x; }
        public static double Output(double x) { Split(x, out double a, out var b); return a * b; }
        public static double OutputDiscarded(double x) { Split(x, out _, out double b); return b * b; }
        public static double ReadOnlyReference(double x) { double y = x * x; return Product(in y, x); }
        public static double TryGet(double x) => TryRoot(x, out double root) ? root * x : root - x;
        public static double ReturningTuple(double x) { var (s, c) = Both(x); return s * c + Both(2 * x).Cosine; }
        public static double ReturningInteger(double x) { double r = 0; for (int i = 0; i < Count(3); i++) { r += x * i * x; } return r; }
        public static double ReturningTruth(double x) => IsOdd(3) && !IsOdd(4) ? x * x : x;
        public static double ReturningArray(double x) { double r = 0; foreach (double v in Powers(x, 4)) { r += v; } return r; }
        public static double ReturningReference(double x) { double[] a = [x, x * x]; At(a, 1) += 3 * x; return a[0] * a[1]; }
        public static double FillingSpan(double x) { Span<double> a = stackalloc double[3]; Fill(a, x); return a[0] + a[1] * a[2]; }
        public static double ReferenceLocal(double x) { double a = x, b = 2; ref double r = ref a; r *= x; r = ref b; r += x; return a * b; }
        public static double Parameter(double x) { x = x * x; x++; return x * x; }
        public static double StaticFields(double x) => Factor * x + Scales[1] * x * x + Table[2] * Root;
        public static double StaticProperty(double x) { double r = 0; foreach (double c in Coefficients) { r = r * x + c; } return r * Half; }
        public static double NestedClass(double x) => Inner.Shift(x) * Inner.Offset;
        public static double Conditionals(double x) { System.Diagnostics.Debug.Assert(x > -100, "far away"); return x * x; }

        private static readonly double Factor = 1.5, Root = Math.Sqrt(2);
        private static readonly double[] Scales = [0.1, 0.2];
        private static readonly double[] Table = new double[] { 1, 2, Factor };
        private static ReadOnlySpan<double> Coefficients => [1, -0.5, 0.25];
        private static double Half { get; } = 0.5;
        private static double Square(double v) => v * v;
        private static double Halved(double v) { return v / 2; }
        private static double Power(double v, int n) => n switch { 0 => 1, _ => v * Power(v, n - 1) };
        private static double Even(double v, int n) => n == 0 ? v : Odd(v * v * 0.5, n - 1);
        private static double Odd(double v, int n) => n == 0 ? -v : Even(v + 0.1, n - 1);
        private static double Term(double a, double b, int n) { if (n == 0) { return a; } if (n == 1) { return b; } return Term(a, b, n - 1) + Term(a, b, n - 2) * 0.5; }
        private static double Polynomial(double v, int n) => n < 2 ? n == 0 ? 1 : v : 2 * v * Polynomial(v, n - 1) - Polynomial(v, n - 2);
        private static double Weighted(double value, double weight = 2) => value * value * weight;
        private static double Total(params double[] values) { double sum = 0; foreach (double v in values) { sum += v * v; } return sum; }
        private static double Applied(Func<double, double> f, double v) => f(v) + f(2 * v);
        private static double Trapezoid(Func<double, double> f, double a, double b, int n) { double sum = 0.5 * (f(a) + f(b)), h = (b - a) / n; for (int i = 1; i < n; i++) { sum += f(a + i * h); } return sum * h; }
        private static double MirroredStatement(double v) { if (v < 0) { return 1 - MirroredStatement(-v); } return 1 / (1 + Math.Exp(-v * v)) + 0.1 * v; }
        private static double MirroredExpression(double v) => v < 0 ? -MirroredExpression(-v) : 0.5 + v / (1 + v);
        private static T GenericSquare<T>(T v) where T : IMultiplyOperators<T, T, T> => v * v;
        private static T GenericSum<T>(T a, T b) where T : INumber<T> => a + b * T.One - T.Zero;
        private static T Softened<T>(T v) where T : IFloatingPointIeee754<T> => T.Sqrt(v * v + T.One) + T.Sin(v) * T.Pi;
        private static void Double(ref double v) { v *= 2; }
        private static void Split(double v, out double a, out double b) { a = v * v; b = Math.Sin(v); }
        private static double Product(in double a, double b) => a * b;
        private static bool TryRoot(double v, out double root) { if (v < 0) { root = 0; return false; } root = Math.Sqrt(v); return true; }
        private static (double Sine, double Cosine) Both(double v) => (Math.Sin(v), Math.Cos(v));
        private static int Count(int n) => n * (n - 1) / 2 + 1;
        private static bool IsOdd(int n) => (n & 1) == 1;
        private static double[] Powers(double v, int n) { var powers = new double[n]; powers[0] = 1; for (int i = 1; i < n; i++) { powers[i] = powers[i - 1] * v; } return powers; }
        private static ref double At(double[] a, int i) => ref a[i];
        private static void Fill(Span<double> a, double v) { for (int i = 0; i < a.Length; i++) { a[i] = v * (i + 1); } }
        private static double Cubed(this double v) => v * v * v;
        private static class Inner { public const double Offset = 3; public static double Shift(double v) => v * v + Offset; }
        """;
}
