namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Spans and arrays, as parameters, results and locals.</summary>
internal static class MemoryPrograms
{
    public const string Source = """
        public static double SumOfSquares([Shape(3)] ReadOnlySpan<double> x) => x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
        public static double Dot([Shape(3)] ReadOnlySpan<double> x, [Shape(3)] double[] y) { double r = 0; for (int i = 0; i < x.Length; i++) { r += x[i] * y[i]; } return r; }
        public static void Scaled([Shape(3)] ReadOnlySpan<double> x, double s, [Shape(3)] Span<double> y) { for (int i = 0; i < 3; i++) { y[i] = s * x[i] * x[i]; } }
        public static double BothResults(double x, [Shape(2)] Span<double> y) { y[0] = x * x; y[1] = Math.Sin(x); return y[0] * y[1]; }
        public static void WrittenTwice(double x, [Shape(2)] Span<double> y) { y[0] = x; y[1] = y[0] * x; y[0] += y[1]; }
        public static void WrittenOnBothPaths(double x, [Shape(2)] Span<double> y) { if (x > 0) { y[0] = x; y[1] = x * x; } else { y[1] = -x; y[0] = y[1] * x; } }
        public static void ClearedFirst(double x, [Shape(3)] Span<double> y) { y.Clear(); if (x > 0.1) { y[1] = x * x; } }
        public static void Filled(double x, [Shape(3)] Span<double> y) { y.Fill(x * x); y[2] *= x; }
        public static void Copied([Shape(3)] ReadOnlySpan<double> x, [Shape(4)] Span<double> y) { x.CopyTo(y[1..]); y[0] = x[2] * x[0]; }
        public static void PassedOn(double x, [Shape(3)] Span<double> y) { Set(y[..1], x); Set(y.Slice(1), x * x); }
        public static void OutSpan(double x, double a, [Shape(2)] Span<double> y, out double z) { y[0] = a * x; y[1] = a; z = y[0] + x * x; }
        public static double FromEnd([Shape(4)] ReadOnlySpan<double> x) => x[^1] * x[^2] + x[0];
        public static double Sliced([Shape(5)] ReadOnlySpan<double> x) => Total(x[1..]) * Total(x[..^2]) + Total(x[2..4]) + Total(x.Slice(1, 2));
        public static double SliceIsAView(double x) { Span<double> a = [x, 2 * x, 3 * x]; var tail = a[1..]; tail[0] *= x; tail[^1] = 1; return a[0] + a[1] * a[2]; }
        public static double TwoViews(double x) { Span<double> a = stackalloc double[2]; Span<double> b = a; a[0] = x; b[0] *= x; b[1] = a[0] + 1; return a[1] * b[0]; }
        public static double ArrayIsShared(double x) { double[] a = [x, 1], b = a; b[1] = x * x; return a[0] * a[1]; }
        public static double ArrayCopy([Shape(2)] double[] x) { double[] a = x.ToArray(); a[0] *= a[1]; var b = (double[])a.Clone(); b[0] = 7; return a[0] + x[0] * b[1]; }
        public static double RangeCopies(double x) { double[] a = [x, x * x, 1]; double[] b = a[..2]; b[0] = 5; return a[0] * b[1] + b[0] * x; }
        public static double LocalArray(double x) { var a = new double[4]; for (int i = 0; i < a.Length; i++) { a[i] = i > 0 ? a[i - 1] * x + 1 : x; } return a[3]; }
        public static double StackAllocated(double x) { Span<double> a = stackalloc double[] { x, x * x, 2 }; ReadOnlySpan<double> b = stackalloc[] { 1.0, x }; return a[0] * a[1] + a[2] * b[1]; }
        public static double TwoAxes(double x, double y) { var m = new double[2, 3]; for (int i = 0; i < m.GetLength(0); i++) { for (int j = 0; j < m.GetLength(1); j++) { m[i, j] = x * i + y * j; } } return m[1, 2] * m[0, 1] + m[1, 0] * m.Length; }
        public static double TwoAxesGiven(double x) { double[,] m = { { x, 1 }, { 2, x * x } }; return m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]; }
        public static double Jagged(double x) { double[][] m = [[x], [x * x, 3]]; m[1][1] *= x; return m[0][0] + m[1][0] * m[1][1]; }
        public static double Spread(double x) { double[] a = [1, x]; ReadOnlySpan<double> b = [.. a, x * x, .. a]; return b[1] * b[2] + b[4] + b.Length; }
        public static double Matrix([Shape(9)] ReadOnlySpan<double> m) => m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        public static void Product([Shape(4)] ReadOnlySpan<double> a, [Shape(4)] ReadOnlySpan<double> b, [Shape(4)] Span<double> c) { for (int i = 0; i < 2; i++) { for (int j = 0; j < 2; j++) { double sum = 0; for (int k = 0; k < 2; k++) { sum += a[i * 2 + k] * b[k * 2 + j]; } c[i * 2 + j] = sum; } } }
        public static void Softmax([Shape(3)] ReadOnlySpan<double> x, [Shape(3)] Span<double> y) { double sum = 0; for (int i = 0; i < 3; i++) { y[i] = Math.Exp(x[i]); sum += y[i]; } for (int i = 0; i < 3; i++) { y[i] /= sum; } }
        public static void Rodrigues([Shape(3)] ReadOnlySpan<double> r, [Shape(3)] ReadOnlySpan<double> p, [Shape(3)] Span<double> q) { double t = Math.Sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]), c = Math.Cos(t), s = Math.Sin(t) / t, k = (r[0] * p[0] + r[1] * p[1] + r[2] * p[2]) * (1 - c) / (t * t); q[0] = p[0] * c + (r[1] * p[2] - r[2] * p[1]) * s + r[0] * k; q[1] = p[1] * c + (r[2] * p[0] - r[0] * p[2]) * s + r[1] * k; q[2] = p[2] * c + (r[0] * p[1] - r[1] * p[0]) * s + r[2] * k; }
        public static double Gaussian([Shape(3)] ReadOnlySpan<double> x) { Span<double> a = stackalloc double[9]; for (int i = 0; i < 9; i++) { a[i] = (i % 4 == 0 ? 4 : 0.3 * i * 0.2) + 0.1 * x[i % 3]; } double det = 1; for (int k = 0; k < 3; k++) { det *= a[k * 4]; for (int i = k + 1; i < 3; i++) { double f = a[i * 3 + k] / a[k * 4]; for (int j = k; j < 3; j++) { a[i * 3 + j] -= f * a[k * 3 + j]; } } } return det; }
        public static double BubbleSort([Shape(3)] ReadOnlySpan<double> x) { Span<double> a = stackalloc double[3]; x.CopyTo(a); for (int n = 2; n > 0; n--) { for (int i = 0; i < n; i++) { if (a[i] > a[i + 1]) { (a[i], a[i + 1]) = (a[i + 1], a[i]); } } } return a[0] + 2 * a[1] * a[1] + 3 * a[2]; }
        public static double Largest([Shape(4)] ReadOnlySpan<double> x) { double best = x[0]; for (int i = 1; i < x.Length; i++) { if (x[i] > best) { best = x[i]; } } return best * best; }
        public static double ArgumentOfLargest([Shape(3)] ReadOnlySpan<double> x) { int best = 0; for (int i = 1; i < x.Length; i++) { if (x[i] > x[best]) { best = i; } } return x[best] * x[best] + best; }
        public static double TableByCondition(double x) { ReadOnlySpan<double> w = x > 0 ? [1, 2] : [3, 4]; return w[0] * x + w[1] * x * x; }
        public static double ArrayUnderCondition(double x) { double[] a = [x, 1]; if (x > 0) { a[1] = x * x; } else { a[0] = 3; } return a[0] * a[1] + x; }
        public static double Reversed([Shape(3)] ReadOnlySpan<double> x) { Span<double> a = x.ToArray(); a.Reverse(); return a[0] * a[0] + a[1] + a[2] * x[2]; }
        public static double AsSpan([Shape(3)] double[] x) { Span<double> a = new double[3]; x.AsSpan(1).CopyTo(a); return a[0] * a[1] + a[2] + Total(x) + Total(x.AsSpan(0, 2)); }
        public static double EmptySpan(double x) { ReadOnlySpan<double> none = []; return none.IsEmpty ? x * x + Total(none) : x; }
        public static double References(double x) { double[] a = [x, 2]; ref double first = ref a[0]; first *= first; ref readonly double second = ref a[1]; return a[0] * second + first; }
        public static double PartIsReceiver([Shape(4)] ReadOnlySpan<double> x) { double[] u = x[..2].ToArray(), v = x[2..].ToArray(); Span<double> t = stackalloc double[2]; x[1..3].CopyTo(t[..]); u[0] *= v[1]; return u[0] * t[0] + v[0] * t[1]; }
        public static double TargetsAreFoundFirst(double x) { Span<double> a = [x, 2, 3]; int i = 0; (i, a[i]) = (1, x * x); (a[i], i) = (5 * x, 2); return a[0] + a[1] * a[i]; }
        public static double WrittenAtAnUndecidedIndex([Shape(3)] ReadOnlySpan<double> x) { Span<double> h = stackalloc double[3]; foreach (var v in x) { int k = v < -0.5 ? 0 : v < 0.5 ? 1 : 2; h[k] += v * v; h[(k + 1) % 3] *= 0.9; } return h[0] * 2 + h[1] * h[1] + h[2] * h[0]; }
        public static double InsertionSort([Shape(3)] ReadOnlySpan<double> x) { Span<double> s = stackalloc double[3]; x.CopyTo(s); for (int i = 1; i < 3; i++) { double v = s[i]; int j = i - 1; while (j >= 0 && s[j] > v) { s[j + 1] = s[j]; j--; } s[j + 1] = v; } return s[0] + 2 * s[1] * s[1] + 3 * s[2]; }
        public static void LargestReplaced([Shape(3)] ReadOnlySpan<double> x, [Shape(3)] Span<double> y) { x.CopyTo(y); int best = 0; for (int i = 1; i < 3; i++) { if (x[i] > x[best]) { best = i; } } y[best] *= y[best]; y[best] += 1; }
        public static double IndexMovesOn(double x, double y) { Span<double> a = [x, y, x * y]; int k = 0; for (int i = 0; i < 5; i++) { if (a[k] > 0.3) { k = (k + 1) % 3; } a[k] = 0.5 * a[k] + 0.2 * x; if (a[k] > 1) { break; } } return a[0] * a[1] + a[2] * k; }
        public static double ArraysExchangedInBranches(double x, double y) { double[] a = [x, 1], b = [y, 2], c = a, d = b; if (x > 0) { (c, d) = (d, c); if (y > 0) { c[0] = 3 * x; (c, d) = (d, c); } } c[1] += d[0]; d[1] *= c[0]; return a[0] * a[1] + b[0] * b[1]; }
        public static double OneOfTwoStructures(double x, double y) { (double A, double B) p = (x, y), q = (y, 2 * x); ref var r = ref (x > y ? ref p : ref q); r.A *= 2; r = (r.B, r.A * y); return p.A * q.B + p.B * q.A; }
        public static double Stack(double x) { Span<double> s = stackalloc double[4]; int top = 0; s[top++] = x; if (x > 0) { s[top++] = x * x; } s[top++] = 3; double r = s[--top]; return r * s[--top] * x + top; }
        public static double OneOfTwoSpans(double x, double y) { Span<double> a = [x, 1], b = [2, y], c = a; if (x > y) { c = b; } c[0] *= 3; c[1] += x * y; return a[0] * a[1] + b[0] * b[1] * 2; }
        public static double OneOfTwoVariables(double x, double y) { double a = x, b = y; ref double r = ref (x > y ? ref a : ref b); r *= r; r += 1; if (x > 0.2) { r = ref a; } r -= 3 * y; return a * b; }
        public static double RowsExchanged(double x, double y) { double[][] m = [[x, 1], [y, x * y]]; if (Math.Abs(m[1][0]) > Math.Abs(m[0][0])) { (m[0], m[1]) = (m[1], m[0]); } m[1][1] -= m[1][0] / (m[0][0] * m[0][0] + 1) * m[0][1]; return m[0][0] * m[1][1] + m[0][1]; }
        public static double PivotedRows([Shape(4)] ReadOnlySpan<double> x) { double[][] m = [[x[0], x[1], 1], [x[2], x[3], 2], [0.4, 0.7, x[0]]]; double det = 1; for (int k = 0; k < 3; k++) { int p = k; for (int i = k + 1; i < 3; i++) { if (Math.Abs(m[i][k]) > Math.Abs(m[p][k])) { p = i; } } if (p != k) { for (int j = 0; j < 3; j++) { double t = m[k][j]; m[k][j] = m[p][j]; m[p][j] = t; } det = -det; } det *= m[k][k]; for (int i = k + 1; i < 3; i++) { double f = m[i][k] / m[k][k]; for (int j = k; j < 3; j++) { m[i][j] -= f * m[k][j]; } } } return det; }
        public static double BuffersExchanged([Shape(4)] ReadOnlySpan<double> x) { double[] u = x[..2].ToArray(), v = x[2..].ToArray(); if (u[0] > v[0]) { (u, v) = (v, u); } for (int k = 0; k < 2; k++) { v[k] = u[k] * v[1 - k]; } return v[0] + v[1] * u[0]; }
        public static double NeverNull([Shape(2)] double[] x) { ArgumentNullException.ThrowIfNull(x); if (x == null || null == x || x is null || !(x is not null)) { throw new ArgumentNullException(nameof(x)); } _ = x ?? throw new ArgumentNullException(nameof(x)); return x[0] * x[1] * (x != null ? 2 : 3); }
        public static float Singles([Shape(3)] ReadOnlySpan<float> x, [Shape(2)] Span<float> y) { y[0] = x[0] * x[1]; y[1] = MathF.Exp(x[2] * 0.1f); return y[0] + y[1]; }

        private static double Total(ReadOnlySpan<double> x) { double sum = 0; foreach (double v in x) { sum += v * v; } return sum; }
        private static void Set(Span<double> y, double v) { for (int i = 0; i < y.Length; i++) { y[i] = v * (i + 1); } }
        """;
}
