using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Assignments.</summary>
internal sealed partial class ScalarReader
{
    private object Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            // Which place a variable refers to is a value of its own, so that real conditions find out where sides differ.
            var variable = assignment.Target is ILocalReferenceOperation local ? Variable(local.Local, assignment) : throw Unsupported(assignment);
            variable.Write(_journal, new ReferenceValue(Locate(assignment.Value)));
            return variable.Value;
        }

        if (SetterOf(assignment.Target) is { } setter)
        {
            return Set(setter, Usable(Evaluate(assignment.Value), assignment.Value));
        }

        var place = Locate(assignment.Target);
        return Store(place, Usable(Evaluate(assignment.Value), assignment.Value), assignment.Target, assignment);
    }

    private object Assign(ICompoundAssignmentOperation compound)
    {
        var setter = SetterOf(compound.Target);
        var place = setter is null ? Locate(compound.Target) : null;
        object before = Usable(place is null ? Evaluate(compound.Target) : place.Value, compound.Target);
        object value = compound.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
            ? throw Unsupported(compound) : Usable(Evaluate(compound.Value), compound.Value);
        object after = before is StructureValue || value is StructureValue
            ? Structures(compound, compound.OperatorKind, compound.OperatorMethod, before, value)
            : Arithmetic(compound, compound.OperatorKind, before, value, compound.IsChecked);
        return setter is null ? Store(place!, after, compound.Target, compound) : Set(setter, after);
    }

    private object Increment(IIncrementOrDecrementOperation increment)
    {
        var setter = SetterOf(increment.Target);
        var place = setter is null ? Locate(increment.Target) : null;
        object before = Usable(place is null ? Evaluate(increment.Target) : place.Value, increment.Target);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        object after = before is StructureValue && increment.OperatorMethod is { } method
            ? Operator(method, [before], increment)
            : Arithmetic(increment, kind, before, 1L, increment.IsChecked);
        after = setter is null ? Store(place!, after, increment.Target, increment) : Set(setter, after);
        return increment.IsPostfix ? before : after;
    }

    /// <summary>Writes a value of the target's type.</summary>
    private object Store(Place place, object value, IOperation target, IOperation site)
    {
        var type = _frame.Resolve(target.Type);
        if (IsReal(type))
        {
            // A number stays one, though it was given as an integer: no division may truncate it later.
            value = value is long or UndecidedInteger or KeptInteger ? Real(value, site) : value;
        }
        else if (IsInteger(type))
        {
            value = Usable(value, site) switch
            {
                // i += 0.5 truncates
                Symbolics.Expression => throw ScalarProblem.At(site, "an integer has no derivative: compute with real numbers"),
                long known => Fit(known, type, site, isChecked: false),
                var other => other,
            };
        }

        place.Write(_journal, value);
        return value;
    }

    private object Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        // All targets are found before the value is computed and any is assigned: (a, b) = (b, a) swaps, (i, a[i]) = (1, x) writes where i was.
        var assign = Target(deconstruction.Target, deconstruction);
        object value = Usable(Evaluate(deconstruction.Value), deconstruction.Value);
        assign(value);
        return value;
    }

    /// <summary>Finds what a deconstruction assigns, and gives what assigns it.</summary>
    private Action<object> Target(IOperation target, IOperation site)
    {
        while (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
        {
            target = declared;
        }

        if (target is ITupleOperation tuple)
        {
            Action<object>[] targets = [.. tuple.Elements.Select(element => Target(element, site))];
            return value =>
            {
                foreach (var (assign, part) in targets.Zip(Parts(value, targets.Length, site), static (assign, part) => (assign, part)))
                {
                    assign(part);
                }
            };
        }

        target = target is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation variable } ? variable : target;
        if (target is ILocalReferenceOperation local && _frame.Find(local.Local) is null)
        {
            Declare(local.Local);
        }

        if (SetterOf(target) is { } setter)
        {
            return value => Set(setter, value);
        }

        var place = Locate(target);
        return value => Store(place, value, target, site);
    }

    /// <summary>What a tuple or structure falls into.</summary>
    private object[] Parts(object value, int count, IOperation site)
    {
        if (Usable(value, site) is Thrown)
        {
            return [.. Enumerable.Repeat<object>(Thrown.Instance, count)];
        }

        if (value is not StructureValue structure)
        {
            throw Unsupported(site);
        }

        var method = structure.Type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(candidate => candidate.Parameters.Length == count && candidate.Parameters.All(static parameter => parameter.RefKind == RefKind.Out));
        if (method is null || method.IsImplicitlyDeclared)
        {
            return structure.Values.Length == count ? [.. structure.Values] : throw Unsupported(site);
        }

        Place[] parts = [.. method.Parameters.Select(parameter => NewPlace(Blank(parameter.Type)))];
        Call(method, parts, site, NewPlace(structure));
        return [.. parts.Select(static part => part.Value)];
    }

    /// <summary>A property's setter that has source of its own, and what it is called with but for the value.</summary>
    private (IMethodSymbol Setter, Place Self, Place[] Arguments, IOperation Site)? SetterOf(IOperation target)
    {
        if (target is not IPropertyReferenceOperation { Instance: { } instance, Property.SetMethod: { } setter } property
            || MemoryElement(instance.Type) is not null || _sources.BodyOf(setter.OriginalDefinition) is null)
        {
            return null;
        }

        return (setter, Locate(instance), [.. property.Arguments.Select(argument => NewPlace(Evaluate(argument.Value)))], target);
    }

    private object Set((IMethodSymbol Setter, Place Self, Place[] Arguments, IOperation Site)? property, object value)
    {
        var (setter, self, arguments, site) = property!.Value;
        Call(setter, [.. arguments, NewPlace(value)], site, self);
        return value;
    }
}
