using System.Text;
using System.Threading;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Generator;

/// <summary>Adds to each class marked <c>[Model]</c> its prediction, loss, gradient and storage. It reports nothing: the
/// analyzers do, through the same reader.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that holds the models as read.</summary>
    internal const string ModelStep = "Model";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(ModelReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, Read)
            .WithTrackingName(ModelStep)
            .Where(static model => model is not null);
        context.RegisterSourceOutput(models, static (production, model) => Write(production, model!));
    }

    private static ModelDefinition? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type
            ? ModelReader.Read(type, context.SemanticModel.Compilation, null, cancellation)
            : null;

    private static void Write(SourceProductionContext production, ModelDefinition model)
    {
        production.CancellationToken.ThrowIfCancellationRequested();
        using (new InvariantScope())
        {
            production.AddSource(model.Type.HintName + ".g.cs", SourceText.From(ModelEmitter.Emit(model), Encoding.UTF8));
        }
    }
}
