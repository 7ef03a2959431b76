using System.Reflection;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>A class of differentiable methods with what is generated beside them, compiled with every warning an error.</summary>
internal sealed class GeneratedMethods
{
    private readonly Lazy<Type> _type;

    public GeneratedMethods(string members)
    {
        string source = "using System;\nusing BackpropGen;\n\npublic static partial class Methods\n{\n" + members + "\n}\n";
        var driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(CompiledSource.Compile(source), out var compilation, out _);
        Files = [.. driver.GetRunResult().Results[0].GeneratedSources.Select(static file => file.SourceText.ToString())];
        _type = new(() => CompiledSource.Load(compilation).GetType("Methods")!);
    }

    /// <summary>The generated files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The compiled class.</summary>
    public Type Type => _type.Value;

    /// <summary>A method by its name; the only one so named.</summary>
    public MethodInfo Method(string name) => Type.GetMethod(name) ?? throw new InvalidOperationException(name + " is missing in:\n" + string.Join("\n", Files));

    /// <summary>A method as a delegate.</summary>
    public TDelegate As<TDelegate>(string name)
        where TDelegate : Delegate => Type.GetMethods().Where(method => method.Name == name)
            .Select(static method => Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false))
            .OfType<TDelegate>().Single();
}
