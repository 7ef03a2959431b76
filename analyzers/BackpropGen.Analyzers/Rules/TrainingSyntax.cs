using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// Which expressions the rules about training code look at, by their text alone: an analyzer that asked for the operations of
/// all code would have every body of a project bound for it.
/// </summary>
internal static class TrainingSyntax
{
    private static readonly HashSet<string> Types = ["Adam", "AdamW", "Sgd", "Trainer"];

    /// <summary>The kinds of the expressions.</summary>
    internal static ImmutableArray<SyntaxKind> Kinds { get; } =
        [SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression, SyntaxKind.SimpleAssignmentExpression];

    /// <summary>Whether an expression may make an optimizer or a trainer, or set a learning rate.</summary>
    internal static bool IsCandidate(SyntaxNode expression) => expression switch
    {
        ObjectCreationExpressionSyntax creation => IsNamed(creation.Type),
        ImplicitObjectCreationExpressionSyntax { Parent.Parent.Parent: VariableDeclarationSyntax declaration } => IsNamed(declaration.Type),
        ImplicitObjectCreationExpressionSyntax { Parent.Parent: PropertyDeclarationSyntax property } => IsNamed(property.Type),
        ImplicitObjectCreationExpressionSyntax { Parent: ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } } => IsNamed(method.ReturnType),
        ImplicitObjectCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Any(IsOptimizer),
        AssignmentExpressionSyntax { Left: SimpleNameSyntax name } => name.Identifier.ValueText == "LearningRate",
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText == "LearningRate",
        _ => false,
    };

    private static bool IsOptimizer(ExpressionSyntax member) =>
        member is AssignmentExpressionSyntax { Left: SimpleNameSyntax { Identifier.ValueText: "Optimizer" } };

    private static bool IsNamed(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => Types.Contains(name.Identifier.ValueText) || IsAlias(name),
        QualifiedNameSyntax qualified => IsNamed(qualified.Right),
        AliasQualifiedNameSyntax qualified => IsNamed(qualified.Name),
        NullableTypeSyntax nullable => IsNamed(nullable.ElementType),
        _ => false,
    };

    /// <summary>Whether a name is another one's in this file: <c>using Optimizer = BackpropGen.Adam;</c>.</summary>
    private static bool IsAlias(SimpleNameSyntax name) =>
        name.SyntaxTree.GetRoot() is CompilationUnitSyntax unit
        && unit.Usings.Any(directive => directive.Alias?.Name.Identifier.ValueText == name.Identifier.ValueText);
}
