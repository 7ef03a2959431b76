using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>The language's own functions: their lowerings are called with the evaluated arguments.</summary>
internal sealed partial class Evaluator
{
    private object? CallBuiltIn(IInvocationOperation operation, IMethodSymbol method, Scope scope)
    {
        if (method.Name == "Repeat" && KnownTypes.IsLayers(method.ContainingType))
        {
            return Repeat(operation, scope, 0);
        }

        if (method.Name is "get_Weight" or "get_Bias" && operation.Arguments.Length == 1)
        {
            return LayerParameter(operation, Evaluate(operation.Arguments[0].Value, scope), method.Name.Substring(4));
        }

        string applied = method.Name;
        var values = new Dictionary<string, object?>();
        foreach (var argument in operation.Arguments)
        {
            object? value = Evaluate(argument.Value, scope);
            if (method.Name == "Map" && argument.Parameter!.Name == "function")
            {
                applied = value is ClosureValue { Method: { MethodKind: not MethodKind.LambdaMethod } mapped } ? mapped.Name : "";
                value = ToScalarFunction(argument.Value, value);
            }

            values[argument.Parameter!.Name] = value;
        }

        object? made = Lower(operation, method.Name, applied, values);
        if (KnownTypes.IsLayers(method.ContainingType))
        {
            NoteMaking(operation, method.Name, made);
        }

        return made;
    }

    /// <summary>Tells which call made a layer, parameter or state.</summary>
    private void NoteMaking(IInvocationOperation operation, string function, object? made)
    {
        string? path = made is LayerValue layer ? layer.Path : made is TensorValue ? _path : null;
        if (path is not null)
        {
            sources?.AddMaking(path, new(function, operation.Syntax.GetLocation()));
        }
    }

    /// <summary>A built-in that was turned into a delegate: its arguments come by position, the rest keep their defaults.</summary>
    private object? LowerMethod(IOperation site, IMethodSymbol method, object?[] arguments)
    {
        var values = new Dictionary<string, object?>();
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            values[parameter.Name] = i < arguments.Length ? arguments[i]
                : parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : System.Array.Empty<object?>();
        }

        return Lower(site, method.Name, method.Name, values);
    }

    private object? LowerOperator(IOperation operation, string name, params (string Name, object? Value)[] arguments) =>
        Lower(operation, name, "", arguments.ToDictionary(static argument => argument.Name, static argument => argument.Value));

    /// <summary>Lowers a built-in.</summary>
    /// <param name="operation">The expression that applies it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="applied">What the user calls what is applied: the mapped function for <c>Map</c>; empty where it has no name.</param>
    /// <param name="arguments">Its arguments.</param>
    private object? Lower(IOperation operation, string name, string applied, Dictionary<string, object?> arguments)
    {
        if (AnyPoison(arguments.Values))
        {
            return Poison;
        }

        if (!BuiltIns.TryGet(name, out var lowering))
        {
            return Unsupported(operation, $"'{name}'");
        }

        foreach (var argument in arguments.Where(static argument => argument.Value is List<object?>).ToList())
        {
            arguments[argument.Key] = ((List<object?>)argument.Value!).ToArray();
        }

        int first = context.Graph.Count;
        var evaluated = new Arguments(name, arguments);
        context.Applications.Site = _sites.Enter(_site, operation);
        object? result = lowering(context, _path, evaluated);
        if (result is TensorValue tensor)
        {
            context.Applications.AddFunction(applied, evaluated.AllTensors(), tensor.Node);
        }

        Trace(first, operation);
        return result;
    }

    /// <summary>Calls a function for 0, 1, …; what it makes carries the index.</summary>
    private object? Repeat(IInvocationOperation operation, Scope scope, int offset)
    {
        object?[] arguments = EvaluateArguments(operation.Arguments, scope);
        if (AnyPoison(arguments) || arguments[0] is not int count || arguments[1] is not ClosureValue make)
        {
            return Poison;
        }

        if (count < 0)
        {
            return Report(ProblemKinds.InvalidArgument, operation, "Repeat", "count", "at least 0", Format(count));
        }

        RequireElements(operation, count);
        var made = new object?[count];
        string outer = _path;
        try
        {
            for (int i = 0; i < count; i++)
            {
                Step(operation);
                _path = LoweringContext.Join(outer, Format(offset + i));
                made[i] = InvokeHere(make, [i], operation);
            }
        }
        finally
        {
            _path = outer;
        }

        return made;
    }

    private object? CreateInitializer(IInvocationOperation operation, Scope scope)
    {
        object?[] arguments = EvaluateArguments(operation.Arguments, scope);
        if (AnyPoison(arguments) || !arguments.All(Numbers.IsNumber))
        {
            return Poison;
        }

        double[] numbers = System.Array.ConvertAll(arguments, static argument => Numbers.ToDouble(argument!));
        return new InitializerSpec(
            operation.TargetMethod.Name, numbers.Length > 0 ? numbers[0] : 0, numbers.Length > 1 ? numbers[1] : 0);
    }
}
