using System.Text.RegularExpressions;
using BackpropGen.Generator;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Programs that are read, differentiated, and compiled with what is generated beside them, so that they also run.</summary>
internal sealed partial class ProgramGroup
{
    private readonly Lazy<Type> _type;
    private readonly int? _mostInstructions;

    /// <param name="members">The members of a class; each public static method is differentiated.</param>
    /// <param name="derivatives">What is generated beside each.</param>
    /// <param name="mostInstructions">About how many instructions a generated method has at most; null for as many as a user's.</param>
    public ProgramGroup(
        string members, string derivatives = "Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.Hessian", int? mostInstructions = null)
    {
        _mostInstructions = mostInstructions;
        string marked = Program().Replace(members, $"[Differentiable({derivatives})] $0");
        string source = "using System;\nusing System.Linq;\nusing System.Numerics;\nusing System.Runtime.InteropServices;\nusing BackpropGen;\n\npublic static partial class Methods\n{\n" + marked + "\n}\n";
        var compilation = CompiledSource.Compile(source);
        Methods = compilation.GetTypeByMetadataName("Methods")!.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary })
            .ToDictionary(static method => method.Name, method => Read(method, compilation));
        _type = new(() => Compile(compilation));
    }

    /// <summary>The methods as read.</summary>
    public IReadOnlyDictionary<string, DifferentiableMethod> Methods { get; }

    /// <summary>The compiled class.</summary>
    public Type Type => _type.Value;

    /// <summary>The method itself, as compiled: all reals in, all reals out.</summary>
    public Func<double[], double[]> Executed(string name) => Type.GetMethod("Run" + name)!.CreateDelegate<Func<double[], double[]>>();

    /// <summary>What is generated beside a method, as compiled.</summary>
    public IEnumerable<(DerivativeMember Member, Func<double[], double[]> Executed)> Generated(string name) =>
        DerivativeMembers.Of(Methods[name]).Select(member => (member, Executed(member.Name)));

    /// <summary>What is generated beside a method over many points, as compiled: of the number of points and the columns read, the columns written.</summary>
    public IEnumerable<(BatchedMember Member, Func<int, double[], double[]> Executed)> Batched(string name) =>
        BatchedMember.Of(Methods[name]).Select((member, i) => (member, Type.GetMethod(BatchName(name, i))!.CreateDelegate<Func<int, double[], double[]>>()));

    /// <summary>The names of the methods that members of a class have to differentiate.</summary>
    public static IEnumerable<string> NamesIn(string members) => Program().Matches(members).Select(static match => match.Groups["name"].Value);

    // Only a line's first method is one: those of nested types stand further in.
    [GeneratedRegex(@"^public static (?!class|partial).*? (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Program();

    private static string BatchName(string method, int index) => FormattableString.Invariant($"Batch{index}Of{method}");

    private static DifferentiableMethod Read(IMethodSymbol method, Compilation compilation)
    {
        var problems = new List<Problem>();
        var read = DifferentiableReader.Read(method, compilation, problems.Add, default);
        Assert.True(read is not null, method.Name + ": " + string.Join("; ", problems.Select(static problem => problem.Message).DefaultIfEmpty("does not compile")));
        return read;
    }

    private Type Compile(Compilation compilation)
    {
        var adapters = Methods.Values.SelectMany(method => DerivativeMembers.Of(method)
            .Select(member => FlatAdapter.Of(
                member.Name, method.IsDouble, [.. member.Parameters.Select(static one => (one.Layout, one.Direction))], [.. member.Returned.Select(static one => one.Layout)]))
            .Prepend(FlatAdapter.Of(
                method.Name, method.IsDouble, [.. method.Parameters.Select(static one => (one.Layout, one.Direction))], method.Returned is null ? [] : [method.Returned]))
            .Concat(BatchedMember.Of(method).Select((member, i) => BatchAdapter.Of(BatchName(method.Name, i), member, method.IsDouble))));
        var tree = CSharpSyntaxTree.ParseText(
            "public static partial class Methods\n{\n" + string.Join("\n", adapters) + "\n}\n", CompiledSource.ParseOptions, "Adapters.cs");
        return CompiledSource.Load(WithGenerated(compilation).AddSyntaxTrees(tree)).GetType("Methods")!;
    }

    private Compilation WithGenerated(Compilation compilation)
    {
        if (_mostInstructions is { } most)
        {
            return compilation.AddSyntaxTrees(Methods.Values.Select(method => DifferentiableEmitter.Emit(method, most)).OfType<string>()
                .Select(static (text, i) => CSharpSyntaxTree.ParseText(text, CompiledSource.ParseOptions, FormattableString.Invariant($"Generated{i}.cs"))));
        }

        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }
}
