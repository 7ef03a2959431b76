using System;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds how a structure is made of its fields.</summary>
/// <param name="compilation">The compilation that uses it.</param>
/// <param name="site">Where it is used.</param>
/// <param name="sources">The source of its constructors.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class StructureMakings(Compilation compilation, IOperation site, ScalarSources sources, CancellationToken cancellation)
{
    /// <summary>How it is made where a type's members can see it; null where it cannot be.</summary>
    public StructureMaking? Of(INamedTypeSymbol structure, StructureShape shape, INamedTypeSymbol within)
    {
        if (structure.IsTupleType)
        {
            return StructureMaking.Tuple;
        }

        if (structure.InstanceConstructors.Any(constructor => compilation.IsSymbolAccessibleWithin(constructor, within) && TakesFields(constructor, shape)))
        {
            return StructureMaking.Constructor;
        }

        bool canBeEmpty = structure.InstanceConstructors.All(static constructor => !constructor.Parameters.IsEmpty || constructor.IsImplicitlyDeclared);
        return canBeEmpty && shape.Members.All(member => IsSettable(member.Member, within)) ? StructureMaking.Initializer : null;
    }

    /// <summary>Whether a constructor's parameters are the fields in order, by name and type, and go into them as they are.</summary>
    private bool TakesFields(IMethodSymbol constructor, StructureShape shape) => constructor.Parameters.Length == shape.Members.Length
        && constructor.Parameters.Zip(shape.Members, static (parameter, member) =>
            string.Equals(parameter.Name, member.Member.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase)
            && parameter.RefKind is RefKind.None or RefKind.In
            && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type)).All(static fits => fits)
        && (constructor.DeclaringSyntaxReferences.IsEmpty || ScalarReader.IsPlain(constructor, site, sources, cancellation));

    private bool IsSettable(ISymbol member, INamedTypeSymbol within) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly,
        IPropertySymbol { SetMethod: { } setter } => compilation.IsSymbolAccessibleWithin(setter, within),
        _ => false,
    };
}
