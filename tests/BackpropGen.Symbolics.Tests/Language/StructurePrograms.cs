namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Structures, records and tuples, in and out.</summary>
internal static class StructurePrograms
{
    public const string Source = """
        public readonly record struct Point(double X, double Y)
        {
            public double Norm => Math.Sqrt(X * X + Y * Y + 1);
            public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
            public static Point operator *(double s, Point a) => new(s * a.X, s * a.Y);
            public static Point operator -(Point a) => new(-a.X, -a.Y);
            public double Dot(Point other) => X * other.X + Y * other.Y;
            public static implicit operator Point((double X, double Y) pair) => new(pair.X, pair.Y);
        }
        public struct Mutable { public double A, B; public void Scale(double s) { A *= s; B *= s; } public double this[int i] { get => i == 0 ? A : B; set { if (i == 0) { A = value; } else { B = value; } } } }
        public readonly struct Line
        {
            public readonly Point From, To;
            public Line(Point from, Point to) { From = from; To = to; }
            public double Length() { double dx = To.X - From.X, dy = To.Y - From.Y; return Math.Sqrt(dx * dx + dy * dy + 0.1); }
        }
        public struct Settable { public double Mass { get; set; } public double Speed { get; set; } }
        public readonly struct Dual
        {
            public Dual(double value, double slope) { Value = value; Slope = slope; }
            public double Value { get; }
            public double Slope { get; }
            public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, a.Value * b.Slope + a.Slope * b.Value);
            public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);
        }
        public struct Scaled { public double V; public double Doubled { get => 2 * V; set => V = value / 2; } public double Preset = 3; public Scaled(double v) { V = v; } }
        public struct Pair<T> { public T First, Second; }
        public interface IShape { double Area(); }
        public struct Disc(double radius) : IShape { public double Radius = radius; public double Area() => Math.PI * Radius * Radius; }

        public interface IModel { static abstract double Drift(double x); static abstract double Level { get; } }
        public readonly struct Reverting : IModel { public static double Drift(double x) => -2 * (x - 1); public static double Level => 1.5; }
        public interface IMap<T> where T : IMap<T> { T Apply(T other); T Apply(T other, double s); double Size { get; } double By { get; } }
        public struct Shift(double by) : IMap<Shift> { public double By { get; set; } = by; public Shift Apply(Shift o) => new(By * o.By); public Shift Apply(Shift o, double s) => new(By + s * o.By); public readonly double Size => By * By; }

        public static double StaticAbstract(double x) => Stepped<Reverting>(x * x, 0.1);
        public static double InterfaceMembers(Shift a, Shift b) => Mapped(a, b);
        public static double TupleIn((double X, double Y) p) => p.X * p.Y + p.Item1 * p.X;
        public static (double, double) TupleOut(double x) => (Math.Sin(x), Math.Cos(x));
        public static (double Radius, double Angle) Polar(double x, double y) => (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));
        public static ((double A, double B) P, double C) NestedTuple(((double A, double B) P, double C) t) => ((t.P.A * t.C, t.P.B), t.P.A);
        public static double RecordIn(Point p) => p.X * p.X + 3 * p.Y;
        public static Point RecordOut(double x, double y) => new(x * y, x - y);
        public static Point RecordInAndOut(Point p, double s) => s * p + new Point(1, p.Norm);
        public static double Reference(in Point p) => p.Dot(p) * p.X;
        public static double NestedStructure(Line line) => line.Length() * line.From.X;
        public static Line NestedOut(Point a, double t) => new(a, new Point(a.X + t, a.Y * t));
        public static double Fields(Mutable m) { m.A *= 2; m.B += m.A; return m.A * m.B; }
        public static Mutable FieldsOut(double x) { Mutable m; m.A = x * x; m.B = m.A + x; return m; }
        public static Mutable Initializer(double x, double y) => new() { A = x * y, B = y };
        public static Settable Properties(Settable s) => new() { Mass = s.Mass, Speed = s.Speed * s.Mass };
        public static double MutatingMethod(Mutable m, double s) { m.Scale(s); m.Scale(2); return m.A * m.B; }
        public static double CopyIsApart(Mutable m) { Mutable copy = m; copy.A = 5; copy.Scale(3); return m.A * copy.B + copy.A; }
        public static double Indexer(Mutable m) { m[0] = m[1] * m[0]; m[1] += 2; return m[0] * m[1]; }
        public static double With(Point p) { var q = p with { X = p.Y * p.X }; return q.X + p.X * q.Y; }
        public static double Deconstructed(Point p) { var (a, b) = p; (a, b) = (b, a * b); return a - b * b; }
        public static double Operators(Point p, Point q) { var r = p + 2 * q + -p; return r.Dot(q) + r.X; }
        public static double Compound(Point p, double s) { var r = p; r += p; r = s * r; return r.X * r.Y; }
        public static double Conversion(double x, double y) { Point p = (x, y * 2); return p.X * p.Y; }
        public static double Dualized(double x) { var d = new Dual(x, 1); var r = d * d * d + d; return r.Slope + r.Value; }
        public static double UnderCondition(Point p) { Point q = p; if (p.X > 0) { q = new Point(p.Y, p.X * p.X); } return q.X - q.Y * p.Y; }
        public static double FieldUnderCondition(Mutable m, double x) { if (x > 0) { m.A = x * m.B; } return m.A * x; }
        public static Point ChosenResult(Point p, Point q) => p.X > q.X ? p : new Point(q.Y, p.Y);
        public static double Equality(Point p) { Point q = p; return p == q ? p.X * p.Y : 0; }
        public static double TupleEquality(double x, double y) => (x, y) == (x, 5.0) ? 1 : (x, y) != (1.0, 2.0) ? x * y : 0;
        public static double PropertySetter(double x) { var s = new Scaled(x); s.Doubled = x * x; s.Doubled += 1; return s.V * s.Doubled; }
        public static double Generic(double x) { var p = new Pair<double> { First = x, Second = x * x }; return p.First * p.Second; }
        public static double Interface(double x) => AreaOf(new Disc(x)) + new Disc(2 * x).Area();
        public static void OutStructure(double x, out Point p, out double q) { p = new Point(x, x * x); q = p.Norm; }
        public static double ReferencePassed(Mutable m) { Change(ref m); Change(ref m); return m.A + m.B * m.B; }
        public static double FieldReference(Mutable m) { Twice(ref m.B); return m.A * m.B; }
        public static double SpanOfStructures([Shape(3)] ReadOnlySpan<Point> points) { double r = 0; for (int i = 1; i < points.Length; i++) { r += points[i].Dot(points[i - 1]); } return r; }
        public static double ArrayOfTuples([Shape(2)] (double W, double V)[] a) { double r = 0; foreach (var (w, v) in a) { r += w * v * v; } return r; }
        public static void StructuresOut([Shape(2)] ReadOnlySpan<Point> points, [Shape(2)] Span<Point> moved) { for (int i = 0; i < 2; i++) { moved[i] = new Point(points[i].Y * points[1 - i].X, points[i].X); } }
        public static double LocalStructures(double x) { var a = new Mutable[2]; a[0].A = x; a[1].B = x * x; a[1].A = a[0].A * 3; return a[0].A * a[1].B + a[1].A + a[0].B; }
        public static float Single((float X, float Y) p) => p.X * p.Y * p.X;
        public static float Vector(Vector3 v) => v.X * v.Y + v.Z * v.Z;
        public static float VectorLength(Vector3 v, Vector3 w) => Vector3.Dot(v, w) + (v - 2 * w).LengthSquared() + (v * w + Vector3.One).Length();
        public static Vector3 VectorOut(Vector3 v, float s) => Vector3.Cross(v, new Vector3(1, s, 2)) / 2 + -v;
        public static Vector3 VectorOthers(Vector3 a, Vector3 b) => Vector3.Reflect(a, b) + Vector3.Clamp(a, -Vector3.One, b * b + Vector3.One) + Vector3.SquareRoot(a * a + Vector3.One);
        public static Quaternion QuaternionProduct(Quaternion a, Quaternion b) => a * b + Quaternion.Identity * 0.5f - Quaternion.Conjugate(a);
        public static Quaternion QuaternionQuotient(Quaternion a, Quaternion b) => a / b + Quaternion.Concatenate(a, b) + Quaternion.Inverse(a);
        public static Vector3 Rotated(Vector3 v, Quaternion q) => Vector3.Transform(v, q) + Vector3.Transform(v, Quaternion.Normalize(q));
        public static Vector3 RotatedAbout(Vector3 v, float angle) => Vector3.Transform(v, Quaternion.CreateFromAxisAngle(Vector3.UnitY, angle));
        public static double ComplexIn(Complex z) => z.Real * z.Real + z.Imaginary * z.Real;

        private static double Stepped<T>(double x, double dt) where T : IModel => x + T.Drift(x) * dt * T.Level * x;
        private static double Mapped<T>(T a, T b) where T : IMap<T> => a.Apply(b).Size + a.Apply(b, 3).Size * b.By;
        private static double AreaOf<T>(T shape) where T : IShape => shape.Area();
        private static void Change(ref Mutable m) { m.A = m.B * m.A; m.B += 1; }
        private static void Twice(ref double v) { v = 2 * v * v; }
        """;
}
