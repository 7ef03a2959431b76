using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Fields and properties: of the model, of helpers, of the language's own types.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<ISymbol, object?> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The fields and properties whose initializers were read.</summary>
    public IEnumerable<ISymbol> ReadMembers => _members.Keys;

    /// <summary>Reads the initializer of a member of the model that nothing has used yet.</summary>
    public void ReadMember(ISymbol member)
    {
        if (!_members.ContainsKey(member) && _operations.Initializer(compilation, member, cancellation) is { } initializer)
        {
            Initialize(member, initializer);
        }
    }

    private object? EvaluateField(IFieldReferenceOperation operation, Scope scope)
    {
        var field = operation.Field;
        if (field.ContainingType.IsTupleType && operation.Instance is not null)
        {
            object? instance = Evaluate(operation.Instance, scope);
            return instance is TupleValue tuple ? tuple.Items[TupleIndex(field)] : Missing(operation, instance);
        }

        return field.IsStatic ? MemberValue(operation, field)
            : OfAnother(operation, operation.Instance, scope, "A field") ?? MemberValue(operation, field);
    }

    /// <summary>Poison, with a problem, for a member of an object that is not the model; null for the model's.</summary>
    private object? OfAnother(IOperation operation, IOperation? instance, Scope scope, string what)
    {
        object? value = instance is null ? null : Evaluate(instance, scope);
        return ReferenceEquals(value, Marker.Model) ? null
            : IsPoison(value) ? Poison
            : Unsupported(operation, what + " of another object");
    }

    private static int TupleIndex(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        string name = (field.CorrespondingTupleField ?? field).Name;
        for (int i = 0; i < elements.Length; i++)
        {
            if ((elements[i].CorrespondingTupleField ?? elements[i]).Name == name || elements[i].Name == field.Name)
            {
                return i;
            }
        }

        return 0;
    }

    private object? Missing(IOperation operation, object? instance) =>
        IsPoison(instance) ? Poison
        : instance is null ? Report(ProblemKinds.EvaluationFailed, operation, TextOf(operation), "the value is null")
        : Unsupported(operation, "This member");

    /// <summary>The value of a field or automatic property: that of its initializer, read once.</summary>
    private object? MemberValue(IOperation operation, ISymbol member)
    {
        if (_members.TryGetValue(member, out object? known))
        {
            return known;
        }

        if (member is IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false } changing && !IsMaker(changing.Type))
        {
            return NotConstant(operation, $"the static field '{member.Name}', which can change: make it readonly");
        }

        var initializer = _operations.Initializer(compilation, member, cancellation);
        if (initializer is not null)
        {
            return Initialize(member, initializer);
        }

        return member.DeclaringSyntaxReferences.IsEmpty
            ? NotConstant(operation, $"'{member.ContainingType.Name}.{member.Name}', which has no source in this compilation")
            : NotConstant(operation, $"'{member.Name}', which has no initializer (constructors are not read)");
    }

    private static bool IsMaker(ITypeSymbol type) => KnownTypes.IsSymbolic(type) || type.TypeKind == TypeKind.Delegate;

    private object? Initialize(ISymbol member, IOperation initializer)
    {
        var value = initializer is ISymbolInitializerOperation symbolInitializer ? symbolInitializer.Value : initializer;
        _members[member] = Poison;
        string outerPath = _path;
        string outerPlace = context.Graph.Place;
        _path = NameOf(member);
        context.Graph.Place = "";
        NotePlace(_path, member);
        EnterCall(initializer);
        try
        {
            object? result = Evaluate(value, new Scope(null, new Activation(_path)));
            _members[member] = result;
            return result;
        }
        finally
        {
            _depth--;
            _path = outerPath;
            context.Graph.Place = outerPlace;
        }
    }

    /// <summary>A name of the source as part of a path: without leading underscores.</summary>
    private static string NameOf(ISymbol symbol)
    {
        string trimmed = symbol.Name.TrimStart('_');
        return trimmed.Length > 0 ? trimmed : symbol.Name;
    }

    private void NotePlace(string path, ISymbol symbol)
    {
        if (sources is not null && !symbol.Locations.IsEmpty)
        {
            sources.AddPlace(path, symbol.Locations[0]);
        }
    }

    private object? EvaluateProperty(IPropertyReferenceOperation operation, Scope scope)
    {
        var property = operation.Property;
        if (KnownTypes.IsLayers(property.ContainingType))
        {
            return property.Name == "IsTraining" ? context.IsTraining
                : operation.Instance is null ? Unsupported(operation, "This member")
                : LayerParameter(operation, Evaluate(operation.Instance, scope), property.Name);
        }

        if (KnownTypes.Is(property.ContainingType, "Initializer"))
        {
            return new InitializerSpec(property.Name);
        }

        if (operation.Instance is null || !property.DeclaringSyntaxReferences.IsEmpty)
        {
            return SourceProperty(operation, scope);
        }

        object? instance = Evaluate(operation.Instance, scope);
        if (operation.Arguments.Length == 1 && instance is List<object?> list)
        {
            object? index = Evaluate(operation.Arguments[0].Value, scope);
            return index is int i ? ElementAt(operation, list, i) : Missing(operation, index);
        }

        return (property.Name, instance) switch
        {
            ("Length" or "Count", object?[] array) => array.Length,
            ("Count", List<object?> items) => items.Count,
            ("Length", string text) => text.Length,
            ("HasValue", _) when !IsPoison(instance) => instance is not null,
            ("Value", not null) => instance,
            _ => Missing(operation, instance),
        };
    }

    private object? SourceProperty(IPropertyReferenceOperation operation, Scope scope)
    {
        var property = operation.Property;
        if (!property.IsStatic && OfAnother(operation, operation.Instance, scope, "A property") is { } refused)
        {
            return refused;
        }

        property = (IPropertySymbol)MostDerived(property, operation.Instance);
        return property.GetMethod is { } getter && operation.Arguments.IsEmpty
            && _operations.Body(compilation, getter, cancellation) is { } body
            ? Run(getter, body, null, [], operation)
            : MemberValue(operation, property);
    }

    private object? LayerParameter(IOperation operation, object? layer, string name)
    {
        if (layer is not LayerValue value)
        {
            return Missing(operation, layer);
        }

        sources?.AddTied(value.Path);
        int node = value.Parameter(name.ToLowerInvariant());
        return node >= 0
            ? new TensorValue(node)
            : Unsupported(operation, $"The {name.ToLowerInvariant()} of a layer that has none, or that was not applied before");
    }

    /// <summary>The override that the model's type gives to a virtual member.</summary>
    private ISymbol MostDerived(ISymbol member, IOperation? instance)
    {
        if (!(member.IsVirtual || member.IsAbstract || member.IsOverride)
            || instance is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax })
        {
            return member;
        }

        var root = RootOf(member);
        for (INamedTypeSymbol? type = model; type is not null; type = type.BaseType)
        {
            var found = type.GetMembers(member.Name).FirstOrDefault(
                candidate => SymbolEqualityComparer.Default.Equals(RootOf(candidate.OriginalDefinition), root));
            if (found is not null)
            {
                return found;
            }
        }

        return member;
    }

    private static ISymbol RootOf(ISymbol member)
    {
        while (true)
        {
            ISymbol? overridden = member switch
            {
                IMethodSymbol method => method.OverriddenMethod,
                IPropertySymbol property => property.OverriddenProperty,
                _ => null,
            };
            if (overridden is null)
            {
                return member.OriginalDefinition;
            }

            member = overridden;
        }
    }
}
