using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads how a type is reopened by generated source.</summary>
internal static class TypeIdentityReader
{
    /// <summary>A longer file name is cut, and told apart by its hash.</summary>
    private const int LongestHintName = 120;

    /// <summary>The identity of a type; null, with a problem, where it or a type around it cannot be reopened.</summary>
    public static TypeIdentity? Read(INamedTypeSymbol type, ProblemLog problems, CancellationToken cancellation)
    {
        var declarations = new List<string>();
        bool canReopen = true;
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            declarations.Insert(0, Declaration(level));
            canReopen &= IsReopenable(level, problems, cancellation);
        }

        if (!canReopen)
        {
            return null;
        }

        return new TypeIdentity(
            Namespace(type), declarations.ToEquatableArray(), Escape(type.Name), HintName(type),
            IsPublic(type) ? "public" : "internal", type.IsSealed);
    }

    private static bool IsReopenable(INamedTypeSymbol type, ProblemLog problems, CancellationToken cancellation)
    {
        if (type.IsFileLocal)
        {
            problems.Report(ProblemKinds.InvalidSignature, ModelReader.LocationOf(type), type.Name,
                "a type that is local to its file cannot be extended by generated source: remove 'file'");
            return false;
        }

        bool isPartial = type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial)
        {
            problems.Report(ProblemKinds.NotPartial, ModelReader.LocationOf(type), type.Name);
        }

        return isPartial;
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(static parameter => Escape(parameter.Name))) + ">";
        return $"partial {keyword} {Escape(type.Name)}{parameters}";
    }

    private static string Namespace(INamedTypeSymbol type)
    {
        var parts = new List<string>();
        for (var level = type.ContainingNamespace; level is { IsGlobalNamespace: false }; level = level.ContainingNamespace)
        {
            parts.Insert(0, Escape(level.Name));
        }

        return string.Join(".", parts);
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The metadata name, which is unique, as a file name: <c>App.Outer.Model`1</c> is <c>App.Outer.Model_1</c>. Where
    /// that could equal another's (by case, by what was replaced or cut), a hash of the exact name follows.</summary>
    private static string HintName(INamedTypeSymbol type)
    {
        var exact = new StringBuilder(type.MetadataName);
        for (ISymbol? level = type.ContainingSymbol; level is not null and not INamespaceSymbol { IsGlobalNamespace: true }; level = level.ContainingSymbol)
        {
            if (level is INamedTypeSymbol or INamespaceSymbol)
            {
                exact.Insert(0, level is INamedTypeSymbol ? "+" : ".").Insert(0, level.MetadataName);
            }
        }

        string name = exact.ToString().Replace('`', '_').Replace('+', '.');
        bool isAmbiguous = type.ContainingType is not null || type.Arity > 0 || name.Any(static character => character > 127)
            || name.Length > LongestHintName || HasTwinByCase(type);
        name = new string(name.Select(static character => character is '.' or '_' || (character < 128 && char.IsLetterOrDigit(character)) ? character : '_').ToArray());
        return isAmbiguous
            ? name.Substring(0, System.Math.Min(name.Length, LongestHintName)) + "." + Hash(exact.ToString())
            : name;
    }

    /// <summary>Whether another type or namespace at some level has the same name but for its case: file names ignore it.</summary>
    private static bool HasTwinByCase(INamedTypeSymbol type)
    {
        for (INamespaceOrTypeSymbol level = type; level.ContainingNamespace is { } around; level = around)
        {
            string name = level.Name;
            if (around.GetMembers().Any(member => member.Name != name && string.Equals(member.Name, name, System.StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    // FNV-1a, 32 bits.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
