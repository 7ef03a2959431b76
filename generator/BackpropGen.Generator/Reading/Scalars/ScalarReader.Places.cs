using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>What can be assigned: variables, elements, fields.</summary>
internal sealed partial class ScalarReader
{
    private object ReadPlace(IOperation operation)
    {
        if (operation is IImplicitIndexerReferenceOperation indexer)
        {
            return Indexed(Evaluate(indexer.Instance), Evaluate(indexer.Argument), operation);
        }

        if (operation is IArrayElementReferenceOperation element)
        {
            return OfArray(element);
        }

        if (operation is ILocalReferenceOperation { Local.IsConst: false } or IParameterReferenceOperation
            && _frame.Find(SymbolOf(operation)) is null && _sources.Captured(SymbolOf(operation)) is { } captured)
        {
            return Known(captured, operation);
        }

        return Locate(operation).Value;
    }

    private static ISymbol SymbolOf(IOperation operation) => operation is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)operation).Parameter;

    /// <summary>Where something is that can be assigned or referred to.</summary>
    private Place Locate(IOperation operation, bool writes = true)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                var place = Variable(local.Local, operation);
                return local.Local.IsRef ? Usable(place.Value, operation) is ReferenceValue reference ? reference.Place : throw Unsupported(operation) : place;
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, operation);
            case IInstanceReferenceOperation:
                return _implicit ?? _frame.Self ?? throw ScalarProblem.At(operation, "it is an object: pass the numbers that it holds as parameters");
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return Declare(declared.Local);
            case IDiscardOperation:
                return NewPlace(Unassigned.Instance);
            case IParenthesizedOperation parenthesized:
                return Locate(parenthesized.Operand, writes);
            case IConversionOperation { OperatorMethod: null, Conversion.IsIdentity: true } conversion:
                return Locate(conversion.Operand, writes);
            case IFieldReferenceOperation { Instance: { } instance, Field: var field }:
                return Member(Locate(instance, writes), field, operation);
            case IPropertyReferenceOperation { Instance: { } instance } indexer when MemoryElement(instance.Type) is not null && indexer.Arguments.Length == 1:
                return Element(Memory(instance), Evaluate(indexer.Arguments[0].Value), operation, writes);
            case IPropertyReferenceOperation { Instance: { } instance, Property: var property }:
                return Member(Locate(instance, writes), property, operation);
            case IImplicitIndexerReferenceOperation indexer:
                var (whole, part) = (Memory(indexer.Instance), Evaluate(indexer.Argument));
                return part is RangeValue ? NewPlace(Indexed(whole, part, operation)) : Element(whole, part, operation, writes);
            case IArrayElementReferenceOperation element:
                var array = Memory(element.ArrayReference);
                object index = ElementIndex(array, element);
                return index is RangeValue ? NewPlace(Indexed(array, index, operation)) : Element(array, index, operation, writes);
            case IInvocationOperation invocation when invocation.TargetMethod.ReturnsByRef || invocation.TargetMethod.ReturnsByRefReadonly:
                return Usable(InvokeByReference(invocation), operation) is ReferenceValue returned ? returned.Place : throw Unsupported(operation);
            case IConditionalOperation { IsRef: true } conditional:
                return Usable(Choose(
                    Evaluate(conditional.Condition), () => new ReferenceValue(Locate(conditional.WhenTrue, writes)),
                    () => new ReferenceValue(Locate(conditional.WhenFalse!, writes))), operation) is ReferenceValue chosen ? chosen.Place : throw Unsupported(operation);
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                throw ScalarProblem.At(operation, "it is a side effect: a differentiable method changes only its own variables and results");
            default:
                throw Unsupported(operation);
        }
    }

    /// <summary>Where an operation is, or a new place with its value where it is nowhere.</summary>
    private Place LocateOrCopy(IOperation operation) => operation is ILocalReferenceOperation or IInstanceReferenceOperation
        or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IParameterReferenceOperation { Parameter.RefKind: not (RefKind.In or RefKind.RefReadOnlyParameter) }
        || (operation is IFieldReferenceOperation { Instance: { } owner, Field.IsReadOnly: false } && IsAddressable(owner))
        || (operation is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } && MemoryElement(instance.Type) is not null)
            ? Located(operation) : NewPlace(Usable(Evaluate(operation), operation));

    // A captured constant has no place.
    private Place Located(IOperation operation) => operation is ILocalReferenceOperation or IParameterReferenceOperation && _frame.Find(SymbolOf(operation)) is null
        ? NewPlace(Evaluate(operation)) : Locate(operation, writes: false);

    private static bool IsAddressable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IArrayElementReferenceOperation => true,
        IFieldReferenceOperation { Instance: { } instance } => IsAddressable(instance),
        _ => false,
    };

    private Place Variable(ISymbol symbol, IOperation site) => _frame.Find(symbol)
        ?? throw ScalarProblem.At(site, "its value is not known when the method is compiled");

    private Place Declare(ISymbol symbol)
    {
        var place = NewPlace(symbol is ILocalSymbol { IsRef: true } ? Unassigned.Instance : Blank((symbol as ILocalSymbol)?.Type));
        place.Cell.Name = symbol.Name;
        _frame.Bind(symbol, place);
        return place;
    }

    /// <summary>A variable that is not assigned; the fields of a structure can be assigned one by one.</summary>
    private object Blank(ITypeSymbol? type) => StructureShape.Of(_frame.Resolve(type)) is { } shape
        ? new StructureValue((INamedTypeSymbol)_frame.Resolve(type)!, [.. shape.Members.Select(member => Blank(member.Type))])
        : Unassigned.Instance;

    private static Place Member(Place owner, ISymbol member, IOperation site) =>
        Usable(owner.Value, site) is StructureValue structure && StructureShape.IndexOf(structure, member) is >= 0 and var index
            ? owner.Field(index) : throw Unsupported(site);
}
