using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Structures and tuples, and other values that are made.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>The object whose initializer is read: what its members' names stand for.</summary>
    private Place? _implicit;

    /// <summary>Whether a constructor puts its arguments into the fields as they are.</summary>
    public static bool IsPlain(IMethodSymbol constructor, IOperation site, ScalarSources sources, CancellationToken cancellation)
    {
        try
        {
            var reader = new ScalarReader(new ExpressionPool(), sources, cancellation);
            object[] arguments = [.. constructor.Parameters.Select(static _ => new object())];
            var place = reader.NewPlace(reader.Blank(constructor.ContainingType));
            reader.Construct(place, constructor, constructor.Parameters.Zip(arguments, (parameter, argument) => (parameter, reader.NewPlace(argument))), site);
            return place.Value is StructureValue made && made.Values.SequenceEqual(arguments);
        }
        catch (ScalarProblem)
        {
            // Whatever it does, it does more than that; where the method itself uses it, that says so.
            return false;
        }
    }

    private object Create(IOperation operation) => operation switch
    {
        ITupleOperation tuple => new StructureValue(tuple.Type as INamedTypeSymbol ?? throw Unsupported(tuple), [.. tuple.Elements.Select(element => Usable(Evaluate(element), element))]),
        IArrayCreationOperation creation => Create(creation),
        ICollectionExpressionOperation collection => Create(collection),
        IRangeOperation range => new RangeValue(
            range.LeftOperand is null ? null : Evaluate(range.LeftOperand), range.RightOperand is null ? null : Evaluate(range.RightOperand)),
        IWithOperation with => Initialize(NewPlace(Usable(Evaluate(with.Operand), with.Operand)), with.Initializer),
        IObjectCreationOperation creation => Create(creation),
        _ => Default(operation.Type, operation),
    };

    /// <summary>What a variable of a type holds when nobody has assigned it.</summary>
    private object Default(ITypeSymbol? type, IOperation site)
    {
        var resolved = _frame.Resolve(type);
        return IsReal(resolved) ? _pool.Number(0)
            : IsInteger(resolved) || resolved?.TypeKind == TypeKind.Enum ? 0L
            : resolved?.SpecialType == SpecialType.System_Boolean ? false
            : MemoryElement(resolved) is not null ? new MemoryValue([], isConstant: true)
            : StructureShape.Of(resolved) is { } shape ? new StructureValue((INamedTypeSymbol)resolved!, [.. shape.Members.Select(member => Default(member.Type, site))])
            : throw Unsupported(site);
    }

    private object Create(IObjectCreationOperation creation)
    {
        // new ReadOnlySpan<double>(array), new ReadOnlySpan<double>(array, start, length)
        if (MemoryElement(creation.Type) is not null && creation.Arguments.Length is 1 or 3 && Evaluate(creation.Arguments[0].Value) is MemoryValue memory)
        {
            return creation.Arguments.Length == 1 ? memory : Slice(
                memory, (int)Integer(Evaluate(creation.Arguments[1].Value), creation), (int)Integer(Evaluate(creation.Arguments[2].Value), creation), creation);
        }

        if (_frame.Resolve(creation.Type) is not INamedTypeSymbol type || StructureShape.Of(type) is not { } shape || creation.Constructor is not { } constructor)
        {
            throw Unsupported(creation);
        }

        var place = NewPlace(Default(type, creation));
        Construct(place, constructor, [.. creation.Arguments.Select(argument => (argument.Parameter!, LocateOrCopy(argument.Value)))], creation);
        return creation.Initializer is { } initializer ? Initialize(place, initializer) : place.Value;
    }

    private void Construct(Place self, IMethodSymbol constructor, IEnumerable<(IParameterSymbol Parameter, Place Place)> arguments, IOperation site)
    {
        var definition = constructor.OriginalDefinition;
        var places = arguments.OrderBy(static argument => argument.Parameter.Ordinal).Select(static argument => argument.Place).ToArray();
        bool isMetadata = definition.DeclaringSyntaxReferences.IsEmpty;
        if (places.Length == 0 && definition.IsImplicitlyDeclared)
        {
            return;
        }

        if (isMetadata && ((StructureValue)self.Value).Values.Length == places.Length)
        {
            // The largest constructor of another assembly's structure, which gave it its shape.
            self.Write(_journal, (StructureValue)self.Value with { Values = [.. places.Select(static place => place.Value)] });
            return;
        }

        var frame = new Frame(definition, null, self, _journal.NewCell(Unassigned.Instance));
        Bind(frame, constructor, places);
        if (_sources.BodyOf(definition) is IConstructorBodyOperation body)
        {
            Call(frame, body, site);
            return;
        }

        if (isMetadata)
        {
            throw Unsupported(site);
        }

        // A primary constructor: those of its parameters that are a positional record's properties, then the initializers.
        Enter(frame, site, () => FillPositional(self, constructor, places));
        InitializeMembers(frame, self, site);
    }

    private object FillPositional(Place self, IMethodSymbol constructor, Place[] places)
    {
        foreach (var (parameter, place) in constructor.Parameters.Zip(places, static (parameter, place) => (parameter, place)))
        {
            if (constructor.ContainingType.IsRecord
                && constructor.ContainingType.GetMembers(parameter.Name).FirstOrDefault(static member => member is IPropertySymbol or IFieldSymbol) is { } member
                && StructureShape.IndexOf((StructureValue)self.Value, member) is >= 0 and var index)
            {
                self.Field(index).Write(_journal, place.Value);
            }
        }

        return Unassigned.Instance;
    }

    private void InitializeMembers(Frame frame, Place self, IOperation site)
    {
        var members = StructureShape.Of(((StructureValue)self.Value).Type)!.Members;
        for (int i = 0; i < members.Length; i++)
        {
            if (_sources.InitializerOf(members[i].Member.OriginalDefinition) is ISymbolInitializerOperation initializer)
            {
                self.Field(i).Write(_journal, AsElement(Enter(frame, site, () => Evaluate(initializer.Value)), members[i].Type, initializer.Value));
            }
        }
    }

    private object Initialize(Place place, IObjectOrCollectionInitializerOperation initializer)
    {
        var outer = _implicit;
        foreach (var one in initializer.Initializers)
        {
            if (one is not ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment)
            {
                throw Unsupported(one);
            }

            _implicit = outer;
            object value = Usable(Evaluate(assignment.Value), assignment.Value);
            _implicit = place;
            if (SetterOf(assignment.Target) is { } setter)
            {
                Set(setter, value);
            }
            else
            {
                Store(Locate(assignment.Target), value, assignment.Target, assignment);
            }
        }

        _implicit = outer;
        return place.Value;
    }
}
