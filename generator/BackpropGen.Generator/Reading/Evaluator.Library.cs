using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>The few methods of .NET that a definition may call: mathematics on numbers, lists and sequences.</summary>
internal sealed partial class Evaluator
{
    private object? CallLibrary(IInvocationOperation operation, IMethodSymbol method, Scope scope)
    {
        if (operation.Instance is not { } receiver)
        {
            return CallKnown(operation, method, EvaluateArguments(operation.Arguments, scope));
        }

        object? instance = Evaluate(receiver, scope);
        if (instance is List<object?> list)
        {
            return CallList(operation, list, scope);
        }

        object?[] arguments = EvaluateArguments(operation.Arguments, scope);
        if (IsPoison(instance) || AnyPoison(arguments))
        {
            return Poison;
        }

        return (method.Name, instance) switch
        {
            ("ToString", not null) when arguments.Length == 0 && (Numbers.IsNumber(instance) || instance is string) => Format(instance),
            ("Equals", not TensorValue) when arguments.Length == 1 => Equals(instance, arguments[0]),
            ("GetValueOrDefault", _) => instance ?? arguments.FirstOrDefault() ?? Numbers.Default(method.ReturnType),
            _ => WithoutSource(operation, method),
        };
    }

    private object? WithoutSource(IOperation operation, IMethodSymbol method) => Unsupported(
        operation, $"A call of '{method.ContainingType?.Name}.{method.Name}', which has no source in this compilation,");

    private object? CallKnown(IOperation operation, IMethodSymbol method, object?[] arguments)
    {
        if (AnyPoison(arguments))
        {
            return Poison;
        }

        bool isMath = KnownTypes.IsSystem(method.ContainingType, "Math") || KnownTypes.IsSystem(method.ContainingType, "MathF")
            || method.ContainingType?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Single;
        if (isMath && method.IsStatic && MathFunctions.TryCall(method, arguments, out object? result))
        {
            return InheritTruncations(result, arguments);
        }

        if (KnownTypes.IsEnumerable(method.ContainingType))
        {
            return CallSequence(operation, method, arguments);
        }

        return (method.ContainingType?.Name, method.Name) switch
        {
            ("Array", "Empty") => Array.Empty<object?>(),
            ("String", "Concat") when arguments.All(static argument => argument is null or string || Numbers.IsNumber(argument)) =>
                Text(operation, string.Concat(arguments.Select(Format))),
            _ => WithoutSource(operation, method),
        };
    }

    private object? InheritTruncations(object? result, object?[] arguments) =>
        arguments.Aggregate(result, (value, argument) => InheritTruncation(value!, argument!));

    private object? CallList(IInvocationOperation operation, List<object?> list, Scope scope)
    {
        switch (operation.TargetMethod.Name, operation.Arguments.Length)
        {
            case ("Add", 1):
                string path = LoweringContext.Join(PathOf(operation.Instance!, scope), Format(list.Count));
                object? item = EvaluateAt(path, operation.Arguments[0].Value, scope);
                RequireElements(operation, list.Count + 1L);
                list.Add(item);
                return null;
            case ("AddRange", 1):
                list.AddRange(ItemsOf(operation, Evaluate(operation.Arguments[0].Value, scope)));
                RequireElements(operation, list.Count);
                return null;
            case ("ToArray", 0):
                return list.ToArray();
            case ("Clear", 0):
                list.Clear();
                return null;
            case ("Reverse", 0):
                list.Reverse();
                return null;
            default:
                return WithoutSource(operation, operation.TargetMethod);
        }
    }

    private object? CallSequence(IOperation operation, IMethodSymbol method, object?[] arguments)
    {
        object? second = arguments.Length > 1 ? arguments[1] : null, third = arguments.Length > 2 ? arguments[2] : null;
        if (method.Name == "Range" && arguments[0] is int start && second is int count && count >= 0)
        {
            RequireElements(operation, count);
            return Enumerable.Range(start, count).Select(static i => (object?)i).ToArray();
        }

        if (method.Name == "Repeat" && second is int times && times >= 0)
        {
            RequireElements(operation, times);
            return Enumerable.Repeat(arguments[0], times).ToArray();
        }

        if (arguments.Length == 0 || arguments[0] is not (object?[] or List<object?>))
        {
            return WithoutSource(operation, method);
        }

        var items = ItemsOf(operation, arguments[0]);
        return (method.Name, arguments.Length, second, third) switch
        {
            ("ToArray", 1, _, _) => items.ToArray(),
            ("ToList", 1, _, _) => items.ToList(),
            ("Reverse", 1, _, _) => items.Reverse().ToArray(),
            ("Count", 1, _, _) => items.Count,
            ("First", 1, _, _) when items.Count > 0 => items[0],
            ("Last", 1, _, _) when items.Count > 0 => items[items.Count - 1],
            ("Skip", 2, int skipped, _) => items.Skip(skipped).ToArray(),
            ("Take", 2, int taken, _) => items.Take(taken).ToArray(),
            ("Concat", 2, _, _) => items.Concat(ItemsOf(operation, second)).ToArray(),
            ("Select", 2, ClosureValue selector, _) => Select(operation, items, selector),
            ("Where", 2, ClosureValue predicate, _) => items.Where(item => InvokeHere(predicate, [item], operation) is true).ToArray(),
            ("Zip", 2, _, _) =>
                items.Zip(ItemsOf(operation, second), static (left, right) => (object?)new TupleValue([left, right])).ToArray(),
            ("Aggregate", 3, _, ClosureValue function) =>
                items.Aggregate(second, (accumulated, item) => Invoke(function, [accumulated, item], operation)),
            ("Aggregate", 2, ClosureValue function, _) when items.Count > 0 =>
                items.Skip(1).Aggregate(items[0], (accumulated, item) => Invoke(function, [accumulated, item], operation)),
            ("Sum", 1, _, _) when items.All(Numbers.IsNumber) => items.Aggregate(
                Numbers.Default(method.ReturnType), (sum, item) => Combine(operation, BinaryOperatorKind.Add, null, sum, item)),
            ("Max", 1, _, _) when items.Count > 0 && items.All(Numbers.IsNumber) => items.OrderByDescending(static item => Numbers.ToDouble(item!)).First(),
            ("Min", 1, _, _) when items.Count > 0 && items.All(Numbers.IsNumber) => items.OrderBy(static item => Numbers.ToDouble(item!)).First(),
            _ => WithoutSource(operation, method),
        };
    }

    /// <summary>Maps a sequence; what an element makes carries its index.</summary>
    private object? Select(IOperation operation, IReadOnlyList<object?> items, ClosureValue selector)
    {
        string outer = _path;
        try
        {
            var results = new object?[items.Count];
            for (int i = 0; i < results.Length; i++)
            {
                Step(operation);
                _path = LoweringContext.Join(outer, Format(i));
                results[i] = InvokeHere(selector, selector.Method.Parameters.Length == 2 ? [items[i], i] : [items[i]], operation);
            }

            return results;
        }
        finally
        {
            _path = outer;
        }
    }
}
