namespace BackpropGen.Symbolics.Tests;

/// <summary>A value with exact derivatives: a + b ε₁ + c ε₂ + d ε₁ε₂, where ε₁² = ε₂² = 0. With ε₁ on one argument and ε₂ on another
/// (or the same), b and c are the first derivatives and d the second. An arithmetic of its own, written without the table of rules;
/// its functions are named as those of <see cref="Math"/>, so that a program's text runs in it.</summary>
/// <remarks>Source: Fike and Alonso, The development of hyper-dual numbers for exact second-derivative calculations, AIAA 2011-886.</remarks>
public readonly struct HyperDual
{
    [ThreadStatic]
    private static double _closestTie;

    private HyperDual(double value, double first, double second, double mixed, double magnitude)
    {
        (Value, First, Second, Mixed) = (value, first, second, mixed);
        Magnitude = new[] { magnitude, Math.Abs(value), Math.Abs(first), Math.Abs(second), Math.Abs(mixed) }.Max();
    }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The derivative by what carries ε₁.</summary>
    public double First { get; }

    /// <summary>The derivative by what carries ε₂.</summary>
    public double Second { get; }

    /// <summary>The derivative by both.</summary>
    public double Mixed { get; }

    /// <summary>The largest number on the way, at least 1: what rounding errors are proportional to.</summary>
    public double Magnitude { get; }

    /// <summary>The least difference of two numbers compared in this thread since this was set: 0 where a comparison was a tie.</summary>
    public static double ClosestTie
    {
        get => _closestTie;
        set => _closestTie = value;
    }

    public static implicit operator HyperDual(double value) => new(value, 0, 0, 0, 1);

    public static HyperDual operator +(HyperDual a, HyperDual b) => new(a.Value + b.Value, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed, Largest(a, b));

    public static HyperDual operator -(HyperDual a) => new(-a.Value, -a.First, -a.Second, -a.Mixed, a.Magnitude);

    public static HyperDual operator -(HyperDual a, HyperDual b) => a + -b;

    public static HyperDual operator *(HyperDual a, HyperDual b) => new(
        a.Value * b.Value,
        (a.Value * b.First) + (a.First * b.Value),
        (a.Value * b.Second) + (a.Second * b.Value),
        (a.Value * b.Mixed) + (a.First * b.Second) + (a.Second * b.First) + (a.Mixed * b.Value),
        Largest(a, b));

    // The value is divided as double divides.
    public static HyperDual operator /(HyperDual a, HyperDual b)
    {
        var product = a * Chain(b, 1 / b.Value, -1 / (b.Value * b.Value), 2 / (b.Value * b.Value * b.Value));
        return new(a.Value / b.Value, product.First, product.Second, product.Mixed, product.Magnitude);
    }

    public static bool operator <(HyperDual a, HyperDual b) => Compare(a, b) < 0;

    public static bool operator >(HyperDual a, HyperDual b) => Compare(a, b) > 0;

    public static bool operator <=(HyperDual a, HyperDual b) => Compare(a, b) <= 0;

    public static bool operator >=(HyperDual a, HyperDual b) => Compare(a, b) >= 0;

    /// <summary>Numbers that carry ε₁ and ε₂ where asked for.</summary>
    public static HyperDual[] Arguments(double[] x, int first, int second) =>
        [.. x.Select((value, i) => new HyperDual(value, i == first ? 1 : 0, i == second ? 1 : 0, 0, 1))];

    public static HyperDual Abs(HyperDual x) => x < 0 ? -x : Chain(x, Math.Abs(x.Value), Math.Sign(x.Value), 0);

    public static HyperDual Asinh(HyperDual x) => Chain(x, Math.Asinh(x.Value), 1 / Math.Sqrt(1 + (x.Value * x.Value)), -x.Value / Math.Pow(1 + (x.Value * x.Value), 1.5));

    public static HyperDual Atan(HyperDual x) => Chain(x, Math.Atan(x.Value), 1 / (1 + (x.Value * x.Value)), -2 * x.Value / Math.Pow(1 + (x.Value * x.Value), 2));

    public static HyperDual Cbrt(HyperDual x) => Chain(x, Math.Cbrt(x.Value), 1 / (3 * Math.Pow(Math.Cbrt(x.Value), 2)), -2 / (9 * Math.Pow(Math.Cbrt(x.Value), 5)));

    public static HyperDual Cos(HyperDual x) => Chain(x, Math.Cos(x.Value), -Math.Sin(x.Value), -Math.Cos(x.Value));

    public static HyperDual Erf(HyperDual x)
    {
        double slope = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x.Value * x.Value);
        return Chain(x, ReferenceMath.Erf(x.Value), slope, -2 * x.Value * slope);
    }

    public static HyperDual Exp(HyperDual x) => Chain(x, Math.Exp(x.Value), Math.Exp(x.Value), Math.Exp(x.Value));

    public static HyperDual Log(HyperDual x) => Chain(x, Math.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    public static HyperDual Max(HyperDual a, HyperDual b) => a > b ? a : b;

    public static HyperDual Min(HyperDual a, HyperDual b) => a < b ? a : b;

    public static HyperDual Pow(HyperDual x, double exponent) => Chain(
        x, Math.Pow(x.Value, exponent), exponent * Math.Pow(x.Value, exponent - 1), exponent * (exponent - 1) * Math.Pow(x.Value, exponent - 2));

    public static HyperDual Sin(HyperDual x) => Chain(x, Math.Sin(x.Value), Math.Cos(x.Value), -Math.Sin(x.Value));

    public static HyperDual Sqrt(HyperDual x) => Chain(x, Math.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Value), -0.25 / Math.Pow(x.Value, 1.5));

    public static HyperDual Tanh(HyperDual x)
    {
        double slope = 1 / Math.Pow(Math.Cosh(x.Value), 2);
        return Chain(x, Math.Tanh(x.Value), slope, -2 * Math.Tanh(x.Value) * slope);
    }

    /// <summary>f(x) of a function with f, f′, f″ at the value of x.</summary>
    private static HyperDual Chain(HyperDual x, double value, double slope, double curvature) => new(
        value, slope * x.First, slope * x.Second, (slope * x.Mixed) + (curvature * x.First * x.Second), x.Magnitude);

    private static double Compare(HyperDual a, HyperDual b)
    {
        _closestTie = Math.Min(_closestTie, Math.Abs(a.Value - b.Value));
        return a.Value - b.Value;
    }

    private static double Largest(HyperDual a, HyperDual b) => Math.Max(a.Magnitude, b.Magnitude);
}
