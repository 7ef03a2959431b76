using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What a structure consists of: its fields in order of declaration, those of automatic properties under the property's name.</summary>
/// <param name="Members">The fields, or properties, and their types.</param>
internal sealed record StructureShape(ImmutableArray<(ISymbol Member, ITypeSymbol Type)> Members)
{
    private static readonly StructureShape Unknown = new([]);

    // Symbols live as long as their compilation, and so does what is known of them.
    private static readonly ConditionalWeakTable<ITypeSymbol, StructureShape> Shapes = new();

    /// <summary>The shape of a type; null where it is no structure whose state is known.</summary>
    public static StructureShape? Of(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsValueType: true, TypeKind: TypeKind.Struct, IsRefLikeType: false, EnumUnderlyingType: null } structure
            || structure.SpecialType != SpecialType.None)
        {
            return null;
        }

        return Shapes.GetValue(structure, static one => Read((INamedTypeSymbol)one) ?? Unknown) is var shape && ReferenceEquals(shape, Unknown) ? null : shape;
    }

    private static StructureShape? Read(INamedTypeSymbol structure)
    {
        if (structure.IsTupleType)
        {
            return new([.. structure.TupleElements.Select(static element => ((ISymbol)element, element.Type))]);
        }

        // The state of a structure of another assembly is what its largest constructor takes and what it has members for.
        return structure.DeclaringSyntaxReferences.IsEmpty ? OfMetadata(structure)
            : new([.. structure.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic)
                .Select(static field => (field.AssociatedSymbol ?? field, field.Type))]);
    }

    /// <summary>The index of a field or automatic property; −1 for any other member.</summary>
    public static int IndexOf(StructureValue structure, ISymbol member)
    {
        if (structure.Type.IsTupleType)
        {
            return member is IFieldSymbol field && (field.CorrespondingTupleField ?? field).Name is var name && name.StartsWith("Item", StringComparison.Ordinal)
                && int.TryParse(name.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number - 1 : -1;
        }

        return Of(structure.Type) is not { } shape ? -1
            : shape.Members.TakeWhile(one => !SymbolEqualityComparer.Default.Equals(one.Member.OriginalDefinition, member.OriginalDefinition)).Count() is var index
                && index < shape.Members.Length ? index : -1;
    }

    private static StructureShape? OfMetadata(INamedTypeSymbol structure)
    {
        foreach (var constructor in structure.InstanceConstructors.Where(static one => !one.Parameters.IsEmpty && one.DeclaredAccessibility == Accessibility.Public)
            .OrderByDescending(static one => one.Parameters.Length))
        {
            var members = constructor.Parameters.Select(parameter => Member(structure, parameter)).ToImmutableArray();
            if (!members.Any(static member => member.Member is null))
            {
                return new(members!);
            }
        }

        return null;
    }

    private static (ISymbol Member, ITypeSymbol Type) Member(INamedTypeSymbol structure, IParameterSymbol parameter) => (
        structure.GetMembers().FirstOrDefault(member => !member.IsStatic && member.DeclaredAccessibility == Accessibility.Public
            && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            && member switch
            {
                IFieldSymbol field => SymbolEqualityComparer.Default.Equals(field.Type, parameter.Type),
                IPropertySymbol property => SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type),
                _ => false,
            })!,
        parameter.Type);
}
