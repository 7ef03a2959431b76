using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Fields and properties.</summary>
internal sealed partial class ScalarReader
{
    private readonly Dictionary<ISymbol, object> _statics = new(SymbolEqualityComparer.Default);

    private object Field(IFieldReferenceOperation field)
    {
        if (field.Instance is { } instance)
        {
            return Usable(Evaluate(instance), instance) switch
            {
                StructureValue structure when StructureShape.IndexOf(structure, field.Field) is >= 0 and var index => structure.Values[index],
                Thrown => Thrown.Instance,
                _ => throw Unsupported(field),
            };
        }

        return Static(field.Field, field.Field.IsReadOnly, field);
    }

    private object Property(IPropertyReferenceOperation property)
    {
        if (property.Instance is not { } instance)
        {
            var constant = Implementation(property.Property, [], property.ConstrainedToType);
            return VectorTypes.Static(constant, _pool)
                ?? ScalarFunctions.Constant(constant, _pool)
                ?? (_sources.BodyOf(GetterOf(constant)) is null ? Static(constant, constant.SetMethod is null, property) : Call(constant.GetMethod!, [], property));
        }

        var member = property.Property;
        if (instance is not IInstanceReferenceOperation || _frame.Self is not null || _implicit is not null)
        {
            object value = Usable(Evaluate(instance), instance);
            member = Implementation(member, [value], null);
            switch (value)
            {
                case Thrown:
                    return value;
                case MemoryValue memory when property.Arguments.Length == 1:
                    return Indexed(memory, Evaluate(property.Arguments[0].Value), property);
                case MemoryValue memory:
                    return member.Name switch
                    {
                        "Length" or "LongLength" or "Count" => (long)memory.Length,
                        "IsEmpty" => memory.Length == 0,
                        "Rank" => memory.Lengths.IsDefault ? 1L : memory.Lengths.Length,
                        _ => throw Unsupported(property),
                    };
                case StructureValue structure when StructureShape.IndexOf(structure, member) is >= 0 and var index:
                    return structure.Values[index];
                case StructureValue structure when VectorTypes.Property(member, structure, _pool) is { } known:
                    return known;
            }
        }

        var getter = member.GetMethod ?? throw Unsupported(property);
        return Call(getter, [.. property.Arguments.Select(argument => LocateOrCopy(argument.Value))], property, LocateOrCopy(instance));
    }

    private static IMethodSymbol GetterOf(IPropertySymbol property) => (property.GetMethod ?? property.SetMethod!).OriginalDefinition;

    /// <summary>A static field or property that is set once: what its initializer says, read once.</summary>
    private object Static(ISymbol member, bool isReadOnly, IOperation site)
    {
        if (_sources.Captured(member) is { } captured)
        {
            return Known(captured, site);
        }

        if (!isReadOnly)
        {
            throw ScalarProblem.At(site, "it may change while the program runs: make it const or static readonly, or pass it as a parameter");
        }

        if (!_statics.TryGetValue(member, out object? value))
        {
            if (_sources.InitializerOf(member.OriginalDefinition) is not ISymbolInitializerOperation initializer)
            {
                throw ScalarProblem.At(site, "its value is only known when the program runs: make it const, give it an initializer, or pass it as a parameter");
            }

            value = Enter(new Frame(null, null, null, _journal.NewCell(Unassigned.Instance)), site, () => AsElement(
                Usable(Evaluate(initializer.Value), initializer.Value), ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)!, initializer.Value));
            value = value is MemoryValue memory ? memory with { IsConstant = true } : value;
            _statics.Add(member, value);
        }

        return value;
    }
}
