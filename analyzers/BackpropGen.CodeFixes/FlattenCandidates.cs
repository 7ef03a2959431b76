using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>The places where a <c>Flatten</c> may be missing, the likeliest first: an input of several axes, at one place
/// or everywhere; then the operands of the expression that does not fit.</summary>
internal static class FlattenCandidates
{
    /// <summary>Sets of expressions of the mistake's file to wrap together.</summary>
    /// <param name="mistake">The expression that does not fit.</param>
    /// <param name="model">The model around it.</param>
    /// <param name="semantics">The meaning of the file.</param>
    /// <param name="cancellation">Ends the search.</param>
    internal static IEnumerable<IReadOnlyList<ExpressionSyntax>> Of(
        SyntaxNode mistake, INamedTypeSymbol model, SemanticModel semantics, CancellationToken cancellation)
    {
        foreach (var input in model.GetMembers("Forward").OfType<IMethodSymbol>().SelectMany(static method => method.Parameters).Where(HasSeveralAxes))
        {
            var uses = Uses(input, semantics, cancellation);
            foreach (var use in uses)
            {
                yield return [use];
            }

            if (uses.Count > 1)
            {
                yield return uses;
            }
        }

        foreach (var operand in Operands(mistake).Where(operand => Expressions.IsTensor(operand, semantics, cancellation)))
        {
            yield return [operand];
        }
    }

    private static bool HasSeveralAxes(IParameterSymbol parameter) => parameter.GetAttributes().Any(static data =>
        KnownTypes.Is(data.AttributeClass, "ShapeAttribute") && data.ConstructorArguments.Any(static argument => argument is { Kind: TypedConstantKind.Array, Values.Length: > 1 }));

    /// <summary>Where a parameter's value is used in the file.</summary>
    private static List<ExpressionSyntax> Uses(IParameterSymbol parameter, SemanticModel semantics, CancellationToken cancellation) =>
    [
        .. parameter.ContainingSymbol.DeclaringSyntaxReferences
            .Where(reference => reference.SyntaxTree == semantics.SyntaxTree)
            .SelectMany(reference => reference.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == parameter.Name
                && name.Parent is not NameColonSyntax
                && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
                && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name, cancellation).Symbol, parameter)),
    ];

    private static IEnumerable<ExpressionSyntax> Operands(SyntaxNode mistake) => mistake switch
    {
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Select(static argument => argument.Expression),
        BinaryExpressionSyntax binary => [binary.Left, binary.Right],
        _ => [],
    };
}
