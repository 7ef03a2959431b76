using System.Numerics;
using System.Reflection;
using BackpropGen.Generator;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>A model given as source text: compiled together with what the generator adds, loaded, and made.</summary>
internal abstract class CompiledModel
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Tensor).Assembly.Location),
    ];

    /// <summary>The model as the generator read it.</summary>
    internal required ModelDefinition Definition { get; init; }

    /// <summary>The names, shapes and places of its parameters.</summary>
    internal abstract ModelLayout Layout { get; }

    /// <summary>Draws the first values of all parameters.</summary>
    internal abstract void Initialize(ulong seed);

    /// <summary>The gradient of the mean loss of a batch by every parameter, as the layout says.</summary>
    /// <param name="columns">For each input and target in turn: its values, samples one after the other; class labels as whole numbers.</param>
    internal abstract double[] Backpropagate(IReadOnlyList<double[]> columns);

    /// <summary>Compiles and makes a model; any error of the compiler or the reader fails the test.</summary>
    /// <param name="source">Source text with one or more models.</param>
    /// <param name="name">The class, without namespace; may be left out where there is one only.</param>
    internal static CompiledModel Compile(string source, string? name = null)
    {
        var (compilation, types) = Load(source);
        return Make(compilation, Assert.Single(types, type => name is null || type.Name == name));
    }

    /// <summary>Compiles and makes all models of a source text at once, by the names of their classes.</summary>
    internal static Dictionary<string, CompiledModel> CompileAll(string source)
    {
        var (compilation, types) = Load(source);
        return types.ToDictionary(static type => type.Name, type => Make(compilation, type));
    }

    private static (CSharpCompilation Compilation, IEnumerable<Type> Models) Load(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Model" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions, TestCompilation.FilePath)],
            References,
            TestCompilation.Options.WithOptimizationLevel(OptimizationLevel.Release));
        CSharpGeneratorDriver
            .Create([new ModelGenerator().AsSourceGenerator(), new DifferentiableGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        using var stream = new MemoryStream();
        var emitted = generated.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return (compilation, Assembly.Load(stream.ToArray()).GetTypes().Where(static type => type.IsDefined(typeof(ModelAttribute))));
    }

    private static CompiledModel Make(CSharpCompilation compilation, Type type)
    {
        var problems = new List<Problem>();
        var definition = ModelReader.Read(compilation.GetTypeByMetadataName(type.FullName!)!, compilation, problems.Add, default);
        Assert.Empty(problems.Select(static problem => problem.Message));
        var model = typeof(Loaded<,>).MakeGenericType(type.GetNestedType("Samples")!, definition!.IsDouble ? typeof(double) : typeof(float));
        return (CompiledModel)Activator.CreateInstance(model, type, definition)!;
    }

    /// <summary>The part that knows the generated types.</summary>
    private sealed class Loaded<TSamples, T> : CompiledModel
        where T : unmanaged, INumberBase<T>
    {
        private readonly IModel<T> _model;
        private readonly Gradient _backpropagate;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Loaded(Type type, ModelDefinition definition)
        {
            Definition = definition;
            _model = (IModel<T>)Activator.CreateInstance(type)!;
            _backpropagate = type.GetMethod("Backpropagate", [typeof(TSamples), typeof(Span<T>)])!.CreateDelegate<Gradient>(_model);
        }

        private delegate T Gradient(TSamples samples, Span<T> gradients);

        internal override ModelLayout Layout => _model.Layout;

        internal override void Initialize(ulong seed) => _model.Initialize(seed);

        internal override double[] Backpropagate(IReadOnlyList<double[]> columns)
        {
            var declared = Definition.Inputs.Concat(Definition.Targets);
            object[] memories = [.. columns.Zip(declared, static (values, column) => column.IsLabel
                ? (object)new ReadOnlyMemory<int>(Array.ConvertAll(values, static value => (int)value))
                : new ReadOnlyMemory<T>(Array.ConvertAll(values, T.CreateChecked)))];
            var gradients = new T[_model.Parameters.Length];
            _backpropagate((TSamples)Activator.CreateInstance(typeof(TSamples), memories)!, gradients);
            return Array.ConvertAll(gradients, double.CreateChecked);
        }
    }
}
