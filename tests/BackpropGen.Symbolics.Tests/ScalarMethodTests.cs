using System.Reflection;
using BackpropGen.Generator;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests;

public sealed class ScalarMethodTests
{
    private static readonly double[] Points = [-1.73, -0.61, 0.43, 0.87, 1.37];

    private static readonly Lazy<Type> Methods = new(static () => CompiledSource.Load(Generate(ScalarMethods.Source)).GetType("Methods")!);

    public static TheoryData<string> Names => [.. ScalarMethods.Source.Split("public static double ").Skip(1).Select(static text => text.Split('(')[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_of_a_method_agrees_with_differences(string name)
    {
        var function = Methods.Value.GetMethod(name)!.CreateDelegate<Func<double, double>>();
        var derivative = Methods.Value.GetMethod(name + "Derivative")!.CreateDelegate<Func<double, double>>();
        foreach (double x in Points)
        {
            double expected = Differences.Partial(point => function(point[0]), [x], 0)
                ?? throw new InvalidOperationException($"{name} is not smooth at {x}");
            Differences.AssertClose(expected, derivative(x), 1e-7, $"{name}'({x})");
        }
    }

    [Theory]
    [InlineData("(int)x * x", "(int)x", "integer")]
    [InlineData("x * Field", "Field", "may change")]
    [InlineData("Endless(x)", "Endless(x + 1)", "calls inside one another")]
    [InlineData("new object().GetHashCode() * x", "new object()", "object")]
    [InlineData("{ while (true) { x++; } }", "", "terms")]
    [InlineData("{ while (x > 0) { x -= 1; } return x; }", "x > 0", "end depends")]
    [InlineData("{ int n = 3; n += (int)x; return n * x; }", "(int)x", "integer")]
    public void What_cannot_be_differentiated_is_refused_at_its_expression(string body, string place, string reason)
    {
        string source = $$"""
            using System;
            using BackpropGen;
            public static partial class Refused
            {
                private static double Field = 2;
                [Differentiable] public static double Method(double x) {{(body[0] == '{' ? body : "=> " + body + ";")}}
                private static double Endless(double x) => Endless(x + 1);
            }
            """;
        var (method, problems) = Read(source);
        Assert.Null(method);
        var problem = Assert.Single(problems);
        string text = problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan);
        Assert.True(place.Length == 0 || text.Contains(place, StringComparison.Ordinal), $"{text}: {problem.Message}");
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public double Method(double x) => x;")]
    [InlineData("public static double Method(ref double x) => x;")]
    [InlineData("public static double Method(int x) => x;")]
    [InlineData("public static double Method() => 1;")]
    [InlineData("public static float Method(double x) => 1;")]
    [InlineData("public static double Method(double[] x) => 1;")]
    [InlineData("public static void Method(double x) { }")]
    public void A_signature_that_is_no_real_function_is_refused(string member)
    {
        var (method, problems) = Read("using BackpropGen; public partial class Refused { [Differentiable] " + member + " }");
        Assert.Null(method);
        Assert.Single(problems);
    }

    [Fact]
    public void Overloads_nested_types_and_names_that_differ_in_case_live_side_by_side()
    {
        var type = CompiledSource.Load(Generate("""
            using BackpropGen;
            namespace Outer.Inner;
            internal partial class Holder
            {
                internal static partial class Nested
                {
                    [Differentiable] public static float Cube(float x) => x * x * x;
                    [Differentiable] public static double Cube(double x) => x * x * x;
                    [Differentiable] public static double cube(double @event, double x) => @event * x;
                }
            }
            """)).GetType("Outer.Inner.Holder+Nested")!;
        Assert.Equal(12f, type.GetMethod("CubeDerivative", [typeof(float)])!.Invoke(null, [2f]));
        Assert.Equal(12.0, type.GetMethod("CubeDerivative", [typeof(double)])!.Invoke(null, [2.0]));
        Assert.Equal((6.0, 3.0, 2.0), type.GetMethod("cubeGradient")!.Invoke(null, [2.0, 3.0]));
    }

    [Fact]
    public void An_edit_of_a_comment_changes_nothing()
    {
        var first = CompiledSource.Compile(ScalarMethods.Source);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(first);
        var edited = first.ReplaceSyntaxTree(
            first.SyntaxTrees[0], CSharpSyntaxTree.ParseText(ScalarMethods.Source.Replace("[Differentiable]", "/* edited */ [Differentiable]", StringComparison.Ordinal), CompiledSource.ParseOptions, "Source0.cs"));
        var result = driver.RunGenerators(edited).GetRunResult().Results[0];
        Assert.All(result.TrackedSteps[DifferentiableGenerator.MethodStep].SelectMany(static step => step.Outputs), static output =>
            Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.All(result.TrackedOutputSteps.SelectMany(static pair => pair.Value).SelectMany(static step => step.Outputs), static output =>
            Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static (DifferentiableMethod? Method, List<Problem> Problems) Read(string source)
    {
        var compilation = CompiledSource.Compile(source);
        var problems = new List<Problem>();
        var method = compilation.GetTypeByMetadataName("Refused")!.GetMembers("Method").OfType<IMethodSymbol>().Single();
        return (DifferentiableReader.Read(method, compilation, problems.Add, default), problems);
    }

    private static Compilation Generate(string source)
    {
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(CompiledSource.Compile(source), out var compilation, out _);
        return compilation;
    }
}
