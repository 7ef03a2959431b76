using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Definitions;

/// <summary>A request that a method cannot meet is reported at the attribute; one that it can is met.</summary>
public sealed class DerivativeRequestTests
{
    private const string One = "public static double F(double x) => x * x;";
    private const string Two = "public static double F(double x, double y) => x * y;";
    private const string Pair = "public static (double, double) F(double x, double y) => (x * y, x + y);";
    private const string LongOfOne = "public static double F(double x) { double y = 0; for (int i = 0; i < 9000; i++) { y = Math.Sin(y + x); } return y; }";
    private const string Written = "public static double F(double x, out double y) { y = x * x; return x; }";

    /// <summary>What code over vectors refers to, beside the usual.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. TestCompilation.References,
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator)
            .Where(static path => System.IO.Path.GetFileName(path) is "System.Numerics.Vectors.dll" or "System.Memory.dll").Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    [Theory]
    [InlineData("Differentiable({|BPG0003:Derivatives.Hessian|})", Pair, "Derivatives.Hessian is of a method that returns one number and writes nothing, but this one has 2 results: make a method of the one that you want")]
    [InlineData("Differentiable({|BPG0003:Derivatives.First | Derivatives.HessianVectorProduct|})", Written, "Derivatives.HessianVectorProduct is of a method that returns one number and writes nothing, but this one has 2 results: make a method of the one that you want")]
    [InlineData("Differentiable({|BPG0003:(Derivatives)0|})", One, "it asks for no derivative: name at least one of Derivatives")]
    [InlineData("Differentiable({|BPG0003:(Derivatives)1024|})", One, "it asks for no derivative: name at least one of Derivatives")]
    [InlineData("Differentiable({|BPG0003:Order = 2|})", Two, "Order = 2 is for a derivative by one number, but this is by 2 numbers: name one parameter in By, or ask for Derivatives.Hessian")]
    [InlineData("Differentiable({|BPG0003:Order = 3|})", Pair, "Order = 3 is for a derivative by one number, but this is by 2 numbers: name one parameter in By")]
    [InlineData("Differentiable({|BPG0003:Order = 2|})", "public static double F([Shape(1)] ReadOnlySpan<double> x) => x[0] * x[0];", "Order = 2 is for a derivative by one number, but this is by 1 number: name one parameter in By, or ask for Derivatives.Hessian")]
    [InlineData("Differentiable({|BPG0003:Order = 0|})", One, "Order is at least 1, not 0")]
    [InlineData("Differentiable({|BPG0003:Order = -1|})", Two, "Order is at least 1, not -1")]
    [InlineData("Differentiable(Derivatives.Hessian, {|BPG0003:Order = 2|})", One, "Order = 2 is for Derivatives.First, which is not asked for")]
    [InlineData("Differentiable({|BPG0003:Order = 2|})", LongOfOne, "Order = 2 is of a method that is one expression, but this one is so long that its loops are kept: make methods of its parts")]
    [InlineData("Differentiable({|BPG0003:By = [\"z\"]|})", Two, "By names 'z', but it has no parameter of that name")]
    [InlineData("Differentiable({|BPG0003:By = [\"x\", \"y\"]|})", Written, "By names 'y', which is a result: a derivative is by inputs")]
    [InlineData("{|BPG0003:Differentiable|}", One + "public static double FDerivative => 1;", "'FDerivative' would be generated, but 'Methods' has a member of that name already: rename it")]
    [InlineData("{|BPG0003:Differentiable(Order = 2)|}", One + "private struct FSecondDerivative;", "'FSecondDerivative' would be generated, but 'Methods' has a member of that name already: rename it")]
    [InlineData("Differentiable({|BPG0003:Derivatives.SparseJacobian|})", Pair + "private const int FJacobianRows = 2;", "'FJacobianRows' would be generated, but 'Methods' has a member of that name already: rename it")]
    public async Task A_request_that_does_not_fit_is_reported_at_the_attribute(string attribute, string method, string message)
    {
        await Verify.Reports(Type(attribute, method));
        Assert.EndsWith(message, (await Verify.Single(Type(attribute, method))).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Compiles(Type(attribute, method));
    }

    [Theory]
    [InlineData("Differentiable(Derivatives.All)", Pair)]
    [InlineData("Differentiable(Derivatives.All)", Written)]
    [InlineData("Differentiable(Derivatives.All, Order = 12)", One)]
    [InlineData("Differentiable(Order = 3, By = [\"y\"])", Two)]
    [InlineData("Differentiable(Derivatives.Hessian | Derivatives.HessianVectorProduct)", Two)]
    [InlineData("Differentiable(By = [\"x\"])", Pair)]
    [InlineData("Differentiable", One + "[Derivative(of: nameof(F))] private static double FDerivative(double x) => 2 * x;")]
    [InlineData("Differentiable", One + "public static double FGradient(double x) => x;")]
    public async Task A_request_that_fits_is_met_and_not_reported_though_its_members_are_there(string attribute, string method)
    {
        await Verify.Reports(Type(attribute, method));
        Assert.Empty(await TestCompilation.Analyze(Compiles(Type(attribute, method))));
    }

    [Theory]
    [InlineData("Differentiable(Derivatives.All, Order = 12)", One)]
    [InlineData("Differentiable(Derivatives.All)", Two)]
    [InlineData("Differentiable(Derivatives.All)", Pair)]
    [InlineData("Differentiable(Order = 2, By = [\"x\"])", Two)]
    public async Task The_names_that_are_checked_are_those_that_are_generated(string attribute, string method)
    {
        var compilation = Compiles(Type(attribute, method));

        // The private types behind batched members leave a name that is taken to the type: they have another one then.
        string[] generated = [.. compilation.GetTypeByMetadataName("Methods")!.GetMembers().Where(static member => member is not INamedTypeSymbol).Select(static member => member.Name)
            .Where(static name => name != "F" && name[0] == 'F').Distinct()];
        Assert.NotEmpty(generated);
        foreach (string name in generated)
        {
            string taken = Type(attribute, method + $" private class {name};");
            var reported = await TestCompilation.Analyze(TestCompilation.Create(taken));
            Assert.Contains($"'{name}' would be generated", Assert.Single(reported).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Compiles(taken);
        }
    }

    /// <summary>Whatever is asked for, what is generated compiles.</summary>
    private static Compilation Compiles(string marked)
    {
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(TestCompilation.Create(Markup.Parse(marked).Source, References), out var compilation, out _);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return compilation;
    }

    private static string Type(string attribute, string members) => $"using System; using BackpropGen; public static partial class Methods {{ [{attribute}] {members} }}";
}
