using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>Compiles generated source, in which every warning fails the test, and runs one training step of it.</summary>
internal static class EmittedModel
{
    private const string Driver = """
        public sealed partial class Model;
        public static class Driver
        {
            public static double[] Run(double[] x, int[] label, System.Func<string, int, double[]> leaf)
            {
                var model = new Model();
                int parameters = 0;
                foreach (var parameter in model.Layout)
                {
                    model.Write(parameter.Path, leaf(parameter.Path, parameter.Length));
                    parameters += parameter.Length;
                }

                var result = new double[1 + parameters];
                var gradients = new double[parameters];
                result[0] = model.Backpropagate(x, label, gradients);
                foreach (var parameter in model.Layout)
                {
                    parameter.Read<double>(gradients, System.MemoryExtensions.AsSpan(result, 1 + parameter.Offset, parameter.Length));
                }

                if (System.Math.Abs(model.Evaluate(x, label) - result[0]) > 1e-12 * (1 + System.Math.Abs(result[0])))
                {
                    throw new System.InvalidOperationException("Evaluate differs from Backpropagate.");
                }

                return result;
            }
        }
        """;

    private static readonly List<MetadataReference> References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "BackpropGen.dll"))
        .Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>The loss, then the gradient by every parameter, in the order of the layout.</summary>
    /// <param name="generated">The emitted file of a model named Model, with input x [2, 3] and target label.</param>
    /// <param name="leaf">The values of an input or parameter, by name and length.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="inputs">The numbers of a sample's input.</param>
    public static double[] Run(string generated, Func<string, int, double[]> leaf, int samples, int inputs = 6)
    {
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
        return (double[])method.Invoke(null, [leaf("x", inputs * samples), Array.ConvertAll(leaf("label", samples), static label => (int)label), leaf])!;
    }
}
