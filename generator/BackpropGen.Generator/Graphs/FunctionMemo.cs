using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graphs;

/// <summary>Remembers what was done with scalar functions while one graph is made: a stack of a thousand layers asks the
/// same of the same few functions, a thousand times.</summary>
internal sealed class FunctionMemo
{
    private readonly Dictionary<(ScalarFunction, int, EquatableArray<ScalarFunction>), ScalarFunction> _composed = [];
    private readonly Dictionary<(object Rule, ScalarFunction, int), ScalarFunction> _derived = [];

    /// <summary>A function of functions.</summary>
    public ScalarFunction Compose(ScalarFunction function, int arity, params ScalarFunction[] arguments)
    {
        var key = (function, arity, new EquatableArray<ScalarFunction>(ImmutableArray.Create(arguments)));
        if (!_composed.TryGetValue(key, out var composed))
        {
            _composed.Add(key, composed = function.Compose(arity, arguments));
        }

        return composed;
    }

    /// <summary>What a rule makes of a function and one of its arguments; the rule must be a static delegate.</summary>
    public ScalarFunction Derive(ScalarFunction function, int argument, Func<ScalarFunction, int, ScalarFunction> rule)
    {
        if (!_derived.TryGetValue((rule, function, argument), out var derived))
        {
            _derived.Add((rule, function, argument), derived = rule(function, argument));
        }

        return derived;
    }
}
