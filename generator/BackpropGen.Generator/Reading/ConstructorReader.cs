using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds fields of a definition that a constructor assigns: constructors are not read, so what they set would be lost.</summary>
internal static class ConstructorReader
{
    /// <summary>Reports each assignment, in a constructor, to one of the members that the definition has read.</summary>
    public static void Check(
        INamedTypeSymbol type, Compilation compilation, IEnumerable<ISymbol> readMembers, ProblemLog problems, CancellationToken cancellation)
    {
        var names = new HashSet<string>(readMembers.Where(static member => !member.IsStatic).Select(static member => member.Name));
        foreach (var reference in type.InstanceConstructors.SelectMany(static constructor => constructor.DeclaringSyntaxReferences))
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree) || reference.GetSyntax(cancellation) is not ConstructorDeclarationSyntax constructor)
            {
                continue;
            }

            foreach (var assignment in constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                string? name = assignment.Left switch
                {
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
                    _ => null,
                };
                if (name is not null && names.Contains(name))
                {
                    problems.Report(ProblemKinds.Unsupported, assignment.GetLocation(),
                        $"An assignment to '{name}' in a constructor", "give the field an initializer, which is what is read");
                }
            }
        }
    }
}
