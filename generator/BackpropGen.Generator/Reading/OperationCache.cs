using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>Bound bodies and initializers of one compilation, each bound once for all models that use it.</summary>
internal sealed class OperationCache
{
    private static readonly ConditionalWeakTable<Compilation, OperationCache> Caches = new();

    /// <summary>Deeper syntax is not bound: the compiler's own making of operations recurses without looking at its stack.</summary>
    public const int NestingBudget = 400;

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> _operations = new();

    /// <summary>The cache of a compilation; it goes with the compilation.</summary>
    public static OperationCache Of(Compilation compilation) => Caches.GetValue(compilation, static _ => new OperationCache());

    /// <summary>The body of a method, accessor or operator; null where it has no source in the compilation.</summary>
    public IOperation? Body(Compilation compilation, IMethodSymbol method, CancellationToken cancellation) =>
        FindBody(compilation, method, cancellation) is { } body ? Operation(compilation, body, cancellation) : null;

    /// <summary>Whether a method has a body in the compilation that is nested too deeply to be bound.</summary>
    public static bool IsTooDeep(Compilation compilation, IMethodSymbol method, CancellationToken cancellation) =>
        FindBody(compilation, method, cancellation) is { } body && IsTooDeep(body);

    private static SyntaxNode? FindBody(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences.Concat(
            method.PartialImplementationPart?.DeclaringSyntaxReferences ?? Enumerable.Empty<SyntaxReference>()))
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            var body = reference.GetSyntax(cancellation) switch
            {
                PropertyDeclarationSyntax { ExpressionBody: { } expression } => expression,
                IndexerDeclarationSyntax { ExpressionBody: { } expression } => expression,
                BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                var syntax => syntax,
            };
            if (body is not null)
            {
                return body;
            }
        }

        return null;
    }

    /// <summary>The value that a field or property starts with; null where it has none, or no source in the compilation.</summary>
    public IOperation? Initializer(Compilation compilation, ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initializer = !compilation.ContainsSyntaxTree(reference.SyntaxTree) ? null : reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is not null)
            {
                return Operation(compilation, initializer, cancellation);
            }
        }

        return null;
    }

    /// <summary>The bound form of a piece of the compilation's syntax.</summary>
    public IOperation? Operation(Compilation compilation, SyntaxNode syntax, CancellationToken cancellation)
    {
        if (!_operations.TryGetValue(syntax, out var operation))
        {
            if (!_models.TryGetValue(syntax.SyntaxTree, out var model))
            {
                model = _models.GetOrAdd(syntax.SyntaxTree, compilation.GetSemanticModel(syntax.SyntaxTree));
            }

            operation = _operations.GetOrAdd(syntax, IsTooDeep(syntax) ? null : model.GetOperation(syntax, cancellation));
        }

        return operation;
    }

    private static bool IsTooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>();
        open.Push((root, 0));
        while (open.Count > 0)
        {
            var (node, depth) = open.Pop();
            if (depth > NestingBudget)
            {
                return true;
            }

            // The compiler unrolls long sums itself.
            int inner = depth + (node is BinaryExpressionSyntax ? 0 : 1);
            foreach (var child in node.ChildNodes())
            {
                open.Push((child, inner));
            }
        }

        return false;
    }
}
