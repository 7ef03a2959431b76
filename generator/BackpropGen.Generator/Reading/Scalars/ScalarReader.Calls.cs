using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Calls: a method with source is read as if its body stood at the call.</summary>
internal sealed partial class ScalarReader
{
    private object Invoke(IInvocationOperation invocation)
    {
        object value = InvokeByReference(invocation);
        return value is ReferenceValue reference ? reference.Place.Value : value;
    }

    private object InvokeByReference(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == "System.Diagnostics.ConditionalAttribute"))
        {
            return Unassigned.Instance;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Usable(Evaluate(invocation.Instance!), invocation.Instance!) is FunctionValue function
                ? Call(function, Arguments(invocation), invocation)
                : throw Unsupported(invocation);
        }

        if (Guard(invocation) is { } guarded)
        {
            return guarded;
        }

        if (_sources.RuleOf(method) is { } ruled)
        {
            return Call(ruled, [.. Arguments(invocation).Select(static place => place.Value)], invocation);
        }

        var self = invocation.Instance is { } instance && (instance is not IInstanceReferenceOperation || _frame.Self is not null) ? LocateOrCopy(instance) : null;
        if (method.MethodKind == MethodKind.LocalFunction || _sources.BodyOf(method.OriginalDefinition) is not null)
        {
            return Call(method, Arguments(invocation), invocation, self);
        }

        var places = Arguments(invocation);
        object[] values = [.. places.Select(static place => place.Value)];
        return OfMemory(invocation, self?.Value, values)
            ?? VectorTypes.Method(method, self?.Value is StructureValue receiver ? [receiver, .. values] : values, _pool)
            ?? Mathematics(invocation, values)
            ?? (Implementation(method, self is null ? values : [self.Value, .. values], invocation.ConstrainedToType) is var implementation
                && !SymbolEqualityComparer.Default.Equals(implementation, method)
                    ? Call(implementation, places, invocation, implementation.IsStatic ? null : self)
                    : throw ScalarProblem.At(invocation, Refusals.Of(invocation) ?? Refusals.UnknownCall(method)));
    }

    /// <summary>A function of mathematics on numbers; null where it is none.</summary>
    private object? Mathematics(IInvocationOperation invocation, object[] values)
    {
        if (values.Any(static value => value is Thrown))
        {
            return Thrown.Instance;
        }

        values = [.. values.Select(value => Usable(value, invocation))];
        object? result = values.All(static value => value is Symbolics.Expression or long or UndecidedInteger)
            ? ScalarFunctions.Call(invocation.TargetMethod, _frame.Resolve(invocation.TargetMethod.ContainingType), _pool, values, value => Real(value, invocation))
            : null;
        if (result is not null)
        {
            _sources.Called?.Invoke(invocation, values, result);
        }

        return result;
    }

    private Place[] Arguments(IInvocationOperation invocation)
    {
        var arguments = new Place[invocation.TargetMethod.Parameters.Length];
        foreach (var argument in invocation.Arguments)
        {
            // By value means a copy, so that the callee may assign it.
            arguments[argument.Parameter!.Ordinal] = argument.Parameter.RefKind switch
            {
                RefKind.None => NewPlace(Evaluate(argument.Value)),
                RefKind.Ref => Locate(argument.Value),
                RefKind.Out => Emptied(argument.Value),
                _ => LocateOrCopy(argument.Value),
            };
        }

        return arguments;
    }

    private Place Emptied(IOperation operation)
    {
        var place = operation is IDeclarationExpressionOperation { Expression: IDiscardOperation discard } ? Locate(discard) : Locate(operation);
        return place;
    }

    private object Reference(IMethodReferenceOperation reference) => new FunctionValue(
        reference.Method, null,
        reference.Method.MethodKind == MethodKind.LocalFunction ? _frame.DeclaringFrame(reference.Method)?.Captured() : null,
        reference.Instance is null or IInstanceReferenceOperation ? _frame.Self : LocateOrCopy(reference.Instance));

    private object Call(FunctionValue function, Place[] arguments, IOperation site)
    {
        if (function.Body is null)
        {
            return _sources.RuleOf(function.Method) is { } ruled ? Call(ruled, [.. arguments.Select(static argument => argument.Value)], site)
                : _sources.BodyOf(function.Method.OriginalDefinition) is not null
                ? Call(function.Method, arguments, site, function.Self, function.Around)
                : ScalarFunctions.Call(function.Method, function.Method.ContainingType, _pool, [.. arguments.Select(static argument => argument.Value)], value => Real(value, site))
                    ?? throw ScalarProblem.At(site, Refusals.UnknownCall(function.Method));
        }

        var frame = new Frame(function.Method, function.Around, null, _journal.NewCell(Unassigned.Instance));
        Bind(frame, function.Method, arguments);
        return Call(frame, function.Body, site);
    }

    private object Call(IMethodSymbol method, Place[] arguments, IOperation site, Place? self = null, Frame? around = null)
    {
        var definition = method.OriginalDefinition;
        var body = _sources.BodyOf(definition) ?? throw ScalarProblem.At(site, Refusals.UnknownCall(method));
        if (definition.IsAsync || IsIterator(body))
        {
            throw ScalarProblem.At(site, "an asynchronous method or an iterator cannot be differentiated: make it an ordinary one");
        }

        if (self is null && !definition.IsStatic && definition.MethodKind != MethodKind.LocalFunction)
        {
            throw ScalarProblem.At(site, "it is a member of an object: make it static, and pass the numbers that it needs as parameters");
        }

        around ??= definition.MethodKind == MethodKind.LocalFunction ? _frame.DeclaringFrame(definition) : null;
        return Known(method, arguments, self) is { } known ? Once(known, Read) : Read();

        object Read()
        {
            var frame = new Frame(definition, around, self, _journal.NewCell(Unassigned.Instance));
            Bind(frame, method, arguments);
            return Call(frame, body, site);
        }
    }

    /// <summary>A method that has a derivative of its own is called as it stands; a mistake in the derivative is reported there.</summary>
    private object Call(RuledMethod ruled, object[] arguments, IOperation site) => arguments.Any(static argument => argument is Thrown) ? Thrown.Instance
        : ruled.Function is { } function ? _pool.Call(function, [.. arguments.Select(argument => Real(argument, site))])
        : throw ScalarProblem.OfCompiler(site);

    private static bool IsIterator(IOperation body) => body.Descendants().Any(static one => one is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak });

    private void Bind(Frame frame, IMethodSymbol method, Place[] arguments)
    {
        var definition = method.OriginalDefinition;
        for (int i = 0; i < definition.Parameters.Length && i < arguments.Length; i++)
        {
            frame.Bind(definition.Parameters[i], arguments[i]);
        }

        foreach (var (parameter, argument) in definition.TypeParameters.Zip(method.TypeArguments, static (parameter, argument) => (parameter, argument)))
        {
            frame.Bind(parameter, _frame.Resolve(argument)!);
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (var (parameter, argument) in type.OriginalDefinition.TypeParameters.Zip(type.TypeArguments, static (parameter, argument) => (parameter, argument)))
            {
                frame.Bind(parameter, _frame.Resolve(argument)!);
            }
        }
    }

    /// <summary>The member that an interface's member stands for, where the type it is called on, or a value of a structure, says so.</summary>
    private T Implementation<T>(T member, object[] values, ITypeSymbol? constrained)
        where T : ISymbol => member.ContainingType?.TypeKind != TypeKind.Interface ? member
        : values.OfType<StructureValue>().Select(static value => value.Type).Prepend(_frame.Resolve(constrained) as INamedTypeSymbol).OfType<INamedTypeSymbol>()
            .SelectMany(type => type.AllInterfaces
                .Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member.ContainingType.OriginalDefinition))
                .SelectMany(one => one.GetMembers(member.Name))
                .Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member.OriginalDefinition))
                .Select(type.FindImplementationForInterfaceMember))
            .OfType<T>().FirstOrDefault(static one => !one.DeclaringSyntaxReferences.IsEmpty) ?? member;

    /// <summary>Runs a body in a frame of its own, and gives what it returns.</summary>
    private object Call(Frame frame, IOperation body, IOperation site) => Enter(frame, site, () =>
    {
        int births = _journal.Births;
        switch (Run(body is ILocalFunctionOperation { Body: { } block } ? block : body))
        {
            case ScalarFlow.Goes { Exit: ScalarExit.Throw }:
                return Thrown.Instance;
            case ScalarFlow.Forks forks:
                Leave(forks.Ends.Rename(ScalarExit.Next, ScalarExit.Return, births));
                break;
        }

        return frame.Result.Value;
    });

    /// <summary>Goes on behind a call that returns, or throws by a real condition.</summary>
    private void Leave(FlowEnds ends)
    {
        if (ends[ScalarExit.Return] is { } returned)
        {
            _journal.Write(returned.Writes);
        }

        if (ends[ScalarExit.Throw] is { } thrown)
        {
            _journal.Write(_thrown, ScalarCondition.Or(ScalarCondition.Of(_thrown.Value), thrown.Condition).Value);
        }
    }

    private object Enter(Frame frame, IOperation site, Func<object> read)
    {
        if (++_depth > DepthBudget)
        {
            throw TooMuch(site, FormattableString.Invariant($"{DepthBudget} calls inside one another"));
        }

        var (caller, made) = (_frame, _implicit);
        (_frame, _implicit) = (frame, null);
        object value = read();
        (_frame, _implicit) = (caller, made);
        _depth--;
        return value;
    }
}
