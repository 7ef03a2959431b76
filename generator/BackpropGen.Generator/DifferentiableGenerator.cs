using System.Globalization;
using System.Text;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Generator;

/// <summary>Adds to each method marked <c>[Differentiable]</c> its derivative, beside it. It reports nothing: the analyzers do.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that holds the methods as read.</summary>
    internal const string MethodStep = "Method";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DifferentiableReader.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (target, cancellation) => target.TargetSymbol is IMethodSymbol method
                    ? DifferentiableReader.Read(method, target.SemanticModel.Compilation, null, cancellation)
                    : null)
            .Where(static method => method is not null)
            .WithTrackingName(MethodStep);
        context.RegisterSourceOutput(methods, static (production, method) =>
        {
            if (DifferentiableEmitter.Emit(method!) is { } source)
            {
                production.AddSource(HintName(method!) + ".g.cs", SourceText.From(source, Encoding.UTF8));
            }
        });
    }

    /// <summary>The type's name and the method's, with a number for overloads.</summary>
    private static string HintName(DifferentiableMethod method) =>
        method.Type.HintName + "." + method.Name + (method.Ordinal == 0 ? "" : (method.Ordinal + 1).ToString(CultureInfo.InvariantCulture));
}
