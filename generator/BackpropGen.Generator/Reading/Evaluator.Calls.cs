using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Calls: of the language's functions, of layers and closures, and of methods whose source is at hand.</summary>
internal sealed partial class Evaluator
{
    private object? Call(IInvocationOperation operation, Scope scope)
    {
        var method = operation.TargetMethod;
        if (KnownTypes.IsFunctions(method.ContainingType) || KnownTypes.IsLayers(method.ContainingType))
        {
            return CallBuiltIn(operation, method, scope);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            object? function = Evaluate(operation.Instance!, scope);
            return Apply(operation, function, EvaluateArguments(operation.Arguments, scope));
        }

        if (KnownTypes.Is(method.ContainingType, "Initializer"))
        {
            return CreateInitializer(operation, scope);
        }

        if (method.MethodKind == MethodKind.LocalFunction && scope.TryGetFunction(method.OriginalDefinition, out var body, out var outer))
        {
            return Run(method.OriginalDefinition, body, outer, EvaluateArguments(operation.Arguments, scope), operation);
        }

        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            return CallLibrary(operation, method, scope);
        }

        if (!method.IsStatic && OfAnother(operation, operation.Instance, scope, "A method") is { } refused)
        {
            return refused;
        }

        var implementation = (IMethodSymbol)MostDerived(method, operation.Instance);
        return CallSource(implementation, EvaluateArguments(operation.Arguments, scope), operation);
    }

    /// <summary>The arguments in the order of the parameters; evaluated in the order of the source.</summary>
    private object?[] EvaluateArguments(IEnumerable<IArgumentOperation> arguments, Scope scope)
    {
        var values = new SortedDictionary<int, object?>();
        foreach (var argument in arguments)
        {
            values[argument.Parameter?.Ordinal ?? values.Count] = argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out
                ? Unsupported(argument, "A reference")
                : Evaluate(argument.Value, scope);
        }

        return values.Values.ToArray();
    }

    /// <summary>Calls a method with source in the compilation.</summary>
    private object? CallSource(IMethodSymbol method, object?[] arguments, IOperation site)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.IsAsync)
        {
            return Unsupported(site, "An asynchronous method");
        }

        return _operations.Body(compilation, definition, cancellation) is { } body
            ? Run(definition, body, null, arguments, site)
            : OperationCache.IsTooDeep(compilation, definition, cancellation) ? throw AbortNesting(site.Syntax.GetLocation())
            : Unsupported(site, "A call of a method without source in this compilation");
    }

    /// <summary>Calls one of the model's own methods.</summary>
    /// <param name="resultSite">The expression that was returned, if the call came so far.</param>
    public object? Call(IMethodSymbol method, object?[] arguments, out IOperation? resultSite)
    {
        resultSite = null;
        var implementation = (IMethodSymbol)MostDerived(method, null);
        if (_operations.Body(compilation, implementation.OriginalDefinition, cancellation) is { } body)
        {
            return Run(implementation.OriginalDefinition, body, null, arguments, body, out resultSite);
        }

        if (OperationCache.IsTooDeep(compilation, implementation.OriginalDefinition, cancellation))
        {
            throw AbortNesting(implementation.Locations[0]);
        }

        problems.Break();
        return Poison;
    }

    private AbortException AbortNesting(Location location)
    {
        problems.Report(ProblemKinds.BudgetExceeded, location, $"{Format(OperationCache.NestingBudget)} levels of nested syntax");
        return new AbortException();
    }

    /// <summary>Runs a body with its parameters set; locals are named after the path where the call stands.</summary>
    private object? Run(IMethodSymbol method, IOperation body, Scope? outer, object?[] arguments, IOperation site) =>
        Run(method, body, outer, arguments, site, out _);

    private object? Run(IMethodSymbol method, IOperation body, Scope? outer, object?[] arguments, IOperation site, out IOperation? resultSite)
    {
        EnterCall(site);
        int caller = _site;
        _site = _sites.Enter(caller, site);
        try
        {
            // A method that ends without a result, where it must give one, is the compiler's to report.
            var activation = new Activation(_path) { Result = method.ReturnsVoid ? null : Poison };
            var scope = new Scope(outer, activation);
            for (int i = 0; i < method.Parameters.Length; i++)
            {
                scope.Declare(method.Parameters[i], i < arguments.Length ? arguments[i] : Poison);
            }

            Execute(body, scope);
            resultSite = activation.ResultSite;
            return activation.Result;
        }
        finally
        {
            _site = caller;
            _depth--;
        }
    }

    private void EnterCall(IOperation site)
    {
        if (++_depth > DepthBudget)
        {
            _depth--;
            throw Abort(site, $"{Format(DepthBudget)} calls inside one another");
        }
    }

    /// <summary>Applies a layer or function value.</summary>
    private object? Apply(IOperation operation, object? function, object?[] arguments)
    {
        switch (function)
        {
            case ClosureValue closure:
                return Invoke(closure, arguments, operation);
            case LayerValue layer when arguments[0] is TensorValue x:
                int first = context.Graph.Count;
                context.Applications.Site = _sites.Enter(_site, operation);
                int node = layer.ApplyInPlace(context, x.Node);
                Trace(first, operation);
                return new TensorValue(node);
            case LayerValue:
                return Poison;
            default:
                return Missing(operation, function);
        }
    }

    /// <inheritdoc/>
    public object? Invoke(ClosureValue closure, object?[] arguments, IOperation site)
    {
        if (IsFactory(closure))
        {
            return InvokeHere(closure, arguments, site);
        }

        // What applies a layer belongs to the place where the layer was made, not to where it is used.
        string outerPath = _path, outerPlace = context.Graph.Place;
        _path = closure.Path;
        context.Graph.Place = closure.Path.Length > 0 && closure.Body is not null ? closure.Path : outerPlace;
        try
        {
            return InvokeHere(closure, arguments, site);
        }
        finally
        {
            _path = outerPath;
            context.Graph.Place = outerPlace;
        }
    }

    /// <summary>Whether a function makes layers or numbers, rather than applying something to tensors.</summary>
    private static bool IsFactory(ClosureValue closure) => !KnownTypes.IsSymbolic(closure.Method.ReturnType);

    private object? InvokeHere(ClosureValue closure, object?[] arguments, IOperation site)
    {
        var method = closure.Method;
        if (method.IsAsync)
        {
            return Unsupported(site, "An asynchronous method");
        }

        if (closure.Body is not null)
        {
            return Run(method, closure.Body, closure.Scope, arguments, site);
        }

        if (KnownTypes.IsFunctions(method.ContainingType) || KnownTypes.IsLayers(method.ContainingType))
        {
            return LowerMethod(site, method, arguments);
        }

        return method.DeclaringSyntaxReferences.IsEmpty
            ? CallKnown(site, method, arguments)
            : CallSource(method, arguments, site);
    }

    private object? CreateDelegate(IDelegateCreationOperation operation, Scope scope) => operation.Target switch
    {
        IMethodReferenceOperation reference => CreateDelegate(reference, scope),
        _ => Evaluate(operation.Target, scope),
    };

    private object? CreateDelegate(IMethodReferenceOperation reference, Scope scope)
    {
        var method = reference.Method;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Evaluate(reference.Instance!, scope);
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return scope.TryGetFunction(method.OriginalDefinition, out var body, out var outer)
                ? new ClosureValue(_path, method.OriginalDefinition, body, outer, reference, this)
                : Poison;
        }

        if (!method.IsStatic && !method.DeclaringSyntaxReferences.IsEmpty && OfAnother(reference, reference.Instance, scope, "A method") is { } refused)
        {
            return refused;
        }

        return new ClosureValue(_path, (IMethodSymbol)MostDerived(method, reference.Instance), null, null, reference, this);
    }

    /// <summary>Tells where the nodes from one on were made.</summary>
    private void Trace(int first, IOperation operation)
    {
        if (sources is not null && context.Graph.Count > first)
        {
            sources.AddNodes(first, context.Graph.Count, operation.Syntax.GetLocation());
        }
    }
}
