using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds names that generated members cannot have, because the class uses them.</summary>
internal static class OwnMembers
{
    /// <summary>Those of the names that the class, one of its type parameters, or a member of its own or its base classes has.
    /// What the generator itself added, as analyzers see it, does not count.</summary>
    internal static IEnumerable<string> Among(IEnumerable<string> names, INamedTypeSymbol type) => names.Where(name =>
        type.Name == name || type.TypeParameters.Any(parameter => parameter.Name == name) || HasMember(type, name));

    private static bool HasMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            bool isBase = !ReferenceEquals(level, type);
            if (level.GetMembers(name).Any(member => !IsGenerated(member) && !(isBase && member.DeclaredAccessibility == Accessibility.Private)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGenerated(ISymbol member) =>
        member.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "GeneratedCodeAttribute" });
}
