using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Reading;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>What is emitted for each primitive and its gradient, compiled and run, against the interpreter.</summary>
public class EmissionTests
{
    private const int Samples = 5;

    public static TheoryData<string> CaseNames => PrimitiveCases.Names;

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_emitted_loss_and_gradient_are_the_graphs(string name)
    {
        var graph = new GraphBuilder();
        var leaves = PrimitiveCases.Leaves.In(graph);
        int value = PrimitiveCases.SampleTotal(graph, PrimitiveCases.All[name](graph, leaves));
        var outputs = new GraphOutput[] { new(OutputRole.Prediction, "output", graph.Map(Scalars.Tanh, leaves.X)), new(OutputRole.LossValue, "loss", value) };
        var model = Model(graph.ToGraph(outputs));
        var training = TrainingStep.Backpropagation(model);
        var expected = new Interpreter(Samples, Leaf).Run(training.Nodes);
        if (Environment.GetEnvironmentVariable("DUMP") is { } folder) { File.WriteAllText(Path.Combine(folder, name + ".cs"), ModelEmitter.Emit(model)); }
        double[] found = Run(ModelEmitter.Emit(model));
        double[] wanted = [.. training.Outputs.SelectMany(output => expected[output.Node])];
        Assert.Equal(wanted.Length, found.Length);
        double scale = wanted.Max(Math.Abs);
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.InRange(found[i], wanted[i] - (1e-12 * scale), wanted[i] + (1e-12 * scale));
        }
    }

    private static double[] Leaf(string name, int length) => name == "label"
        ? [.. Enumerable.Range(0, length).Select(static i => (double)(i % 2))]
        : [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + name[0]))];

    private static ModelDefinition Model(Graph graph) => new(
        new TypeIdentity("", ImmutableArray.Create("partial class Model"), "Model", "Model", "public", true),
        IsDouble: true, 0, 0, 0, false,
        ImmutableArray.Create(new ColumnDeclaration("x", Shape.Of(2, 3), 0)),
        ImmutableArray.Create(new ColumnDeclaration("label", Shape.Scalar, 2)),
        HasLoss: true,
        ImmutableArray.Create(
            new ParameterDeclaration("w", Shape.Of(2, 3), new(Distribution.Constant, 0)),
            new ParameterDeclaration("v", Shape.Of(3, 4), new(Distribution.Constant, 0))),
        [], graph, graph, IsBroken: false);

    private static double[] Run(string generated)
    {
        const string Driver = """
            public sealed partial class Model;
            public static class Driver
            {
                public static double[] Run(double[] x, int[] label, double[] w, double[] v)
                {
                    var model = new Model();
                    model.Write("w", w);
                    model.Write("v", v);
                    var result = new double[1 + w.Length + v.Length];
                    result[0] = model.Backpropagate(x, label, System.MemoryExtensions.AsSpan(result, 1));
                    if (System.Math.Abs(model.Evaluate(x, label) - result[0]) > 1e-12 * (1 + System.Math.Abs(result[0])))
                    {
                        throw new System.InvalidOperationException("Evaluate differs from Backpropagate.");
                    }

                    return result;
                }
            }
            """;
        var options = new CSharpParseOptions(LanguageVersion.CSharp13);
        var compilation = CSharpCompilation.Create(
            "emitted" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Driver, options, "Driver.cs"), CSharpSyntaxTree.ParseText(generated, options, "Model.g.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var problems = result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\n" + generated);
        var method = System.Reflection.Assembly.Load(stream.ToArray()).GetType("Driver")!.GetMethod("Run")!;
        return (double[])method.Invoke(null, [Leaf("x", 6 * Samples), Array.ConvertAll(Leaf("label", Samples), static label => (int)label), Leaf("w", 6), Leaf("v", 12)])!;
    }

    private static IEnumerable<MetadataReference> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "BackpropGen.dll"))
        .Select(static path => MetadataReference.CreateFromFile(path));
}
