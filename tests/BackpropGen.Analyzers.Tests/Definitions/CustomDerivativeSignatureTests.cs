using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Definitions;

/// <summary>BPG0017: the form of a custom derivative, reported at the very place with the signature that fits.</summary>
public sealed class CustomDerivativeSignatureTests
{
    private const string F = "public static double F(double x) => x * x * x;";
    private const string G = "public static double G(double x, double y) => x * x * y;";

    [Theory]
    [InlineData(F, "[Derivative(of: nameof(F))] static double Slope(double x) => 3 * x * x;")]
    [InlineData(F, "[Derivative(nameof(F), Mode = DerivativeMode.Forward)] static double Slope(double x, double dx) => 3 * x * x * dx;")]
    [InlineData(F, "[Derivative(nameof(F), Mode = DerivativeMode.Reverse)] static double Slope(double x, double dy) => 3 * x * x * dy;")]
    [InlineData(G, "[Derivative(nameof(G))] static (double, double) Slopes(double x, double y) => (2 * x * y, x * x);")]
    [InlineData(G, "[Derivative(nameof(G), Mode = DerivativeMode.Forward)] static double Slope(double x, double y, double dx, double dy) => (2 * x * y * dx) + (x * x * dy);")]
    [InlineData(G, "[Derivative(nameof(G), Mode = DerivativeMode.Reverse)] static (double A, double B) Slopes(double x, double y, double c) => (2 * x * y * c, x * x * c);")]
    [InlineData(F + "public static float F(float x) => x * x;", "[Derivative(nameof(F))] static float Slope(float x) => 2 * x; [Derivative(nameof(F))] static double Slope(double x) => 3 * x * x;")]
    [InlineData("", "[Derivative(nameof(Same))] public static double Same(double x) => System.Math.Exp(x);")]
    public Task A_rule_that_fits_is_not_reported(string method, string rule) => Verify.Reports(Type(method + rule));

    [Theory]
    [InlineData("", "[Derivative({|BPG0017:\"H\"|})] static double Slope(double x) => x;", "'Methods' has no method of that name: the derivative stands beside its method, in the same type")]
    [InlineData("public double H(double x) => x;", "[Derivative({|BPG0017:nameof(H)|})] static double Slope(double x) => 1;", "'H' is not a static method, without type parameters, from float or double numbers to one number of the same type")]
    [InlineData("public static float H(double x) => (float)x;", "[Derivative(of: {|BPG0017:nameof(H)|})] static double Slope(double x) => 1;", "'H' is not a static method, without type parameters, from float or double numbers to one number of the same type")]
    [InlineData(F, "[Derivative(nameof(F))] static double Slope{|BPG0017:(double x, double y)|} => 3 * x * x * y;", "it must be 'static double Slope(double x)', or say 'Mode = DerivativeMode.Forward'")]
    [InlineData(G, "[Derivative(nameof(G))] static (double, double) Slope{|BPG0017:(double x, double y, double z)|} => (z, z);", "it must be 'static (double ByX, double ByY) Slope(double x, double y)', or say 'Mode = DerivativeMode.Reverse'")]
    [InlineData(F, "[Derivative(nameof(F))] static double Slope({|BPG0017:float x|}) => 3 * x * x;", "it must be 'static double Slope(double x)'")]
    [InlineData(F, "[Derivative(nameof(F))] static double Slope({|BPG0017:in double x|}) => 3 * x * x;", "it must be 'static double Slope(double x)'")]
    [InlineData(F, "[Derivative(nameof(F))] static {|BPG0017:float|} Slope(double x) => (float)(3 * x * x);", "it must be 'static double Slope(double x)'")]
    [InlineData(G, "[Derivative(nameof(G))] static {|BPG0017:double|} Slope(double x, double y) => 2 * x * y;", "it must be 'static (double ByX, double ByY) Slope(double x, double y)'")]
    [InlineData(G, "[Derivative(nameof(G))] static {|BPG0017:(double, double, double)|} Slope(double x, double y) => (2 * x * y, x * x, 0);", "it must be 'static (double ByX, double ByY) Slope(double x, double y)'")]
    [InlineData(G, "[Derivative(nameof(G), Mode = DerivativeMode.Forward)] static double Slope{|BPG0017:(double x, double y, double dx)|} => dx;", "it must be 'static double Slope(double x, double y, double xTangent, double yTangent)'")]
    [InlineData(G, "[Derivative(nameof(G), Mode = DerivativeMode.Reverse)] static {|BPG0017:double|} Slope(double x, double y, double c) => c;", "it must be 'static (double ByX, double ByY) Slope(double x, double y, double cotangent)'")]
    [InlineData(F, "[Derivative(nameof(F))] double {|BPG0017:Slope|}(double x) => 3 * x * x;", "it must be 'static double Slope(double x)'")]
    [InlineData(F, "[Derivative(nameof(F), Mode = {|BPG0017:(DerivativeMode)3|})] static double Slope(double x) => 3 * x * x;", "the mode 3 is none of Partial, Forward and Reverse")]
    [InlineData(F, "[Derivative(nameof(F))] static double Slope(double x) => 3 * x * x; [Derivative({|BPG0017:nameof(F)|})] static double Other(double x) => 3 * x * x;", "'Slope' is its derivative already: a method has one")]
    [InlineData(F + "static double F(double x, double y) => x * y;", "[Derivative(nameof(F))] static double Slope{|BPG0017:()|} => 3;", "its parameters are those of no overload of 'F': it must be 'static double Slope(double x)', or 'static (double ByX, double ByY) Slope(double x, double y)'")]
    public async Task What_does_not_fit_is_reported_with_what_would(string method, string rule, string message)
    {
        await Verify.Reports(Type(method + rule), rule: "BPG0017");
        string reported = (await Verify.Single(Type(method + rule), rule: "BPG0017")).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.EndsWith(message, reported, StringComparison.Ordinal);
    }

    [Fact]
    public Task What_a_rule_cannot_do_is_reported_in_the_rule_and_once() => Verify.Reports(Type(
        "[Differentiable] public static double Twice(double x) => F(2 * x);" + F + "[Derivative(nameof(F))] static double Slope(double x) => x * {|BPG0013:System.Random.Shared|}.NextDouble();"));

    [Fact]
    public Task A_rule_that_a_model_cannot_call_is_reported_at_the_map() => Verify.Reports(
        Model("private", "{|BPG0013:F|}"));

    [Fact]
    public Task A_model_calls_an_internal_method_with_a_rule() => Verify.Reports(Model("internal", "F"));

    [Fact]
    public Task A_derivative_that_calls_what_another_type_hides_is_reported_at_the_method() => Verify.Reports("""
        using BackpropGen;
        public static partial class Methods
        {
            [Differentiable] public static double {|BPG0013:Wave|}(double x) => Other.Sine(x);
        }
        public static class Other
        {
            public static double Sine(double x) => System.Math.Sin(x);
            [Derivative(nameof(Sine))] private static double SineSlope(double x) => Cosine(x);
            private static double Cosine(double x) => System.Math.Cos(x);
            [Derivative(nameof(Cosine))] private static double CosineSlope(double x) => -Sine(x);
        }
        """);

    private static string Type(string members) => "using BackpropGen; public partial class Methods { " + members + " }";

    private static string Model(string accessibility, string mapped) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = Dense(16), _output = Dense(3);

            public Tensor Forward([Shape(4)] Tensor x) => _output(Map({{mapped}}, _hidden(x)));

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);

            {{accessibility}} static float F(float x) => System.MathF.Tanh(x);

            [Derivative(of: nameof(F))]
            private static float Slope(float x) => 1 - (F(x) * F(x));
        }
        """;
}
