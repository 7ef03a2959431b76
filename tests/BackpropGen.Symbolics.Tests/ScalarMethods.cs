namespace BackpropGen.Symbolics.Tests;

/// <summary>C# that the reader of scalar methods understands.</summary>
internal static class ScalarMethods
{
    public const string Source = """
        using System;
        using BackpropGen;

        public static partial class Methods
        {
            private const double Scale = 1.5;
            private const int Order = 7;

            [Differentiable] public static double Expression(double x) => (x * x) - (3 * x) + 2;
            [Differentiable] public static double Constant(double x) => 4;
            [Differentiable] public static double Local(double x) { double y = x * x; var z = y + x; return z * y; }
            [Differentiable] public static double Reassigned(double x) { double y = x; y = y * y; y = Math.Sin(y); return y; }
            [Differentiable] public static double Compound(double x) { double y = x; y *= x; y += 2; y -= x; y /= 3; return y; }
            [Differentiable] public static double Incremented(double x) { double y = x; y++; ++y; double z = y-- * 2; return z * y; }
            [Differentiable] public static double ParameterReassigned(double x) { x = x * x; x++; return x * x; }
            [Differentiable] public static double Ternary(double x) => x > 0.1 ? x * x : -x;
            [Differentiable] public static double Nested(double x) => x > 1 ? x : x > 0 ? x * x : x < -1 ? x * x * x : 2 * x;
            [Differentiable] public static double IfElse(double x) { double y; if (x > 0) { y = x * x; } else { y = Math.Exp(x); } return y * x; }
            [Differentiable] public static double IfWithoutElse(double x) { double y = x; if (x > 0) { y = x * x; } y += Math.Cos(x); return y * y; }
            [Differentiable] public static double Early(double x) { if (x < 0) return x * x; double y = Math.Sqrt(x); return y * x; }
            [Differentiable] public static double ElseIf(double x) { if (x < -1) return -x; else if (x < 1) return x * x; else return 3 * x; }
            [Differentiable] public static double Logic(double x) => (x > 0 && x < 1) || x < -1 ? x * x : 2 * x;
            [Differentiable] public static double Negation(double x) => !(x > 0) ? Math.Exp(x) : x + 1;
            [Differentiable] public static double Flag(double x) { bool isSmall = x < 1; bool isLow = x < 0; if (isSmall && !isLow) { return x * x; } return -x; }
            [Differentiable] public static double FlagAssigned(double x) { bool flag = false; if (x > 0) { flag = true; } return flag ? x * x : x; }
            [Differentiable] public static double Switch(double x) => x switch { < -1 => x * x, >= -1 and < 0 => -x, > 1 or 0.5 => x * x * x, _ => 5 * x };
            [Differentiable] public static double SwitchGuard(double x) => x switch { > 0 when x < 1 => x * x, not > 0 => -x, _ => 7 * x };
            [Differentiable] public static double For(double x) { double sum = 0; for (int i = 1; i <= 5; i++) { sum += Math.Pow(x, i) / i; } return sum; }
            [Differentiable] public static double While(double x) { double y = x; int i = 0; while (i < 3) { y = Math.Sin(y) + x; i++; } return y; }
            [Differentiable] public static double WhileIncrementing(double x) { double y = 1; int i = 0; while (i++ < 3) { y *= x; } return y; }
            [Differentiable] public static double DoWhile(double x) { double y = x; int i = 0; do { y = y * x; i++; } while (i < 2); return y; }
            [Differentiable] public static double LoopWithIf(double x) { double y = 0; for (int i = -20; i < 20; i++) { if (x > i * 0.1) { y += x * i; } else { y -= x * x; } } return y; }
            [Differentiable] public static double LoopReturns(double x) { double y = x; for (int i = 0; i < 6; i++) { y = (y * 1.7) + 0.1; if (y > 3) { return y * y; } } return y; }
            [Differentiable] public static double LoopBreaks(double x) { double y = x; for (int i = 0; i < 8; i++) { if (y > 2) { break; } y = (y * y) + 0.5; } return y * x; }
            [Differentiable] public static double LoopContinues(double x) { double y = 0; for (int i = 1; i < 6; i++) { if (i % 2 == 0) { continue; } if (x > i - 3.5) { continue; } y += x * i; } return y + (x * x); }
            [Differentiable] public static double KnownBreak(double x) { double y = x; while (true) { y *= x; if (y == 0 || true) { break; } } return y; }
            [Differentiable] public static double NestedLoops(double x) { double y = 0; for (int i = 0; i < 3; i++) { for (int j = 0; j <= i; j++) { if (j == 2) { break; } y += Math.Pow(x, j) * i; } } return y; }
            [Differentiable] public static double Called(double x) => Square(x + 1) * Halved(x);
            [Differentiable] public static double Recursive(double x) => Power(x, 5);
            [Differentiable] public static double Function(double x) { double Twice(double v) => 2 * v; return Twice(x) * Twice(Twice(x)); }
            [Differentiable] public static double Capturing(double x) { double y = x * x; double Shift(double v) => v + y; return Shift(x) * y; }
            [Differentiable] public static double Constants(double x) => Scale * x * Order * Math.PI;
            [Differentiable] public static double IntegerDivision(double x) => (Order / 2) * x + 1 / 2 + (7 / 2 * x);
            [Differentiable] public static double IntegerLocals(double x) { int n = 7; n /= 2; n %= 2; return Math.Pow(x, n + 2) * (5 / (n + 1)); }
            [Differentiable] public static double IntegerConversion(double x) { int n = 300; byte b = (byte)n; return b * x; }
            [Differentiable] public static double IntegerOverflow(double x) { int n = int.MaxValue; n++; return x * n / 1e9; }
            [Differentiable] public static double IntegerMaximum(double x) => Math.Max(2, 3) / 2 * x;
            [Differentiable] public static double IntegerTernary(double x) => (x > 0 ? 1 : -1) * x * x;
            [Differentiable] public static double IntegerCounted(double x) { double y = x; int n = 0; if (x > 0) { n = 2; } y *= n; return y * x; }
            [Differentiable] public static double KnownSwitch(double x) { int n = 5 switch { 5 => 7, _ => 1 }; return n / 2 * x; }
            [Differentiable] public static double Signed(double x) => Math.Sign(x) * x * x;
            [Differentiable] public static double Library(double x) => Math.Tanh(x) + Math.Log(1 + x * x) + Math.Atan2(x, 2) + Math.Max(x, 0.2) + Math.Clamp(x, -1, 1);
            [Differentiable] public static double OnType(double x) => double.Exp(-x) + double.Hypot(x, 2) + double.Log2(x * x + 1);
            [Differentiable] public static double Cast(double x) => (double)(float)2 * x * (float)0.5;
            [Differentiable] public static double FusedProduct(double x) => Math.FusedMultiplyAdd(x, x, x);
            [Differentiable] public static double Keyword(double @class) => @class * @class;
            [Differentiable] public static double Chain(double x) { double y, z; y = z = x * x; return y * z; }
            [Differentiable] public static double NamedArguments(double x) => Weighted(weight: 3, value: x) + Weighted(x);

            private static double Square(double v) => v * v;
            private static double Halved(double v) { return v / 2; }
            private static double Power(double v, int n) => n switch { 0 => 1, _ => v * Power(v, n - 1) };
            private static double Weighted(double value, double weight = 2) => value * value * weight;
        }
        """;
}
