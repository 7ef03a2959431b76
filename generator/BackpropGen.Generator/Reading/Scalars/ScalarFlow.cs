using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Where statements lead: on to the next one, out of a loop's round or the loop, out of the method, or, behind a real
/// condition, one of two of these.</summary>
internal abstract record ScalarFlow
{
    /// <summary>One flow where the condition holds, else the other; alike ends become one, so that what follows is read once.</summary>
    public static ScalarFlow Choose(ScalarCondition condition, ScalarFlow holds, ScalarFlow fails) => (holds, fails) switch
    {
        (Returns first, Returns second) => new Returns(condition.Choose(first.Value, second.Value)),
        (Goes first, Goes second) when first.Exit == second.Exit => new Goes(first.Exit, Merge(condition, first.Variables, second.Variables)),
        _ => new Forks(condition, holds, fails),
    };

    /// <summary>The flow with each end that stays in the method replaced.</summary>
    public ScalarFlow Then(Func<Goes, ScalarFlow> next) => this switch
    {
        Goes end => next(end),
        Forks fork => Choose(fork.Condition, fork.Holds.Then(next), fork.Fails.Then(next)),
        _ => this,
    };

    // A variable of only one side is out of scope, or not definitely assigned, behind both.
    private static Dictionary<ISymbol, object> Merge(ScalarCondition condition, Dictionary<ISymbol, object> holds, Dictionary<ISymbol, object> fails)
    {
        var merged = new Dictionary<ISymbol, object>(SymbolEqualityComparer.Default);
        foreach (var pair in holds)
        {
            if (fails.TryGetValue(pair.Key, out object? other))
            {
                merged.Add(pair.Key, Choose(condition, pair.Value, other));
            }
        }

        return merged;
    }

    /// <summary>One value where the condition holds, else the other.</summary>
    public static object Choose(ScalarCondition condition, object holds, object fails) => (holds, fails) switch
    {
        var (first, second) when first.Equals(second) => first,
        (bool or ScalarCondition, _) => new ScalarCondition.Either(condition, AsCondition(holds), AsCondition(fails)),
        (Expression first, Expression second) => condition.Choose(first, second),
        (Expression first, _) => condition.Choose(first, AsExpression(first.Pool, fails)),
        (_, Expression second) => condition.Choose(AsExpression(second.Pool, holds), second),
        _ => new UndecidedInteger(condition, holds, fails),
    };

    /// <summary>A known or undecided number as an expression.</summary>
    public static Expression AsExpression(ExpressionPool pool, object value) => value switch
    {
        Expression expression => expression,
        UndecidedInteger integer => integer.Condition.Choose(AsExpression(pool, integer.Holds), AsExpression(pool, integer.Fails)),
        _ => pool.Number(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static ScalarCondition AsCondition(object value) => value as ScalarCondition ?? new ScalarCondition.Known((bool)value);

    /// <summary>The end of a method.</summary>
    public sealed record Returns(Expression Value) : ScalarFlow;

    /// <summary>The end of statements inside a method, with the variables there.</summary>
    public sealed record Goes(ScalarExit Exit, Dictionary<ISymbol, object> Variables) : ScalarFlow;

    /// <summary>Two flows of which a real condition decides.</summary>
    public sealed record Forks(ScalarCondition Condition, ScalarFlow Holds, ScalarFlow Fails) : ScalarFlow;
}
