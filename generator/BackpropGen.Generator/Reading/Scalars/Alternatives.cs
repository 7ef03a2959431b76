using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>One of two values, or of two states of memory, by a real condition.</summary>
internal static class Alternatives
{
    /// <summary>One value where the condition holds, else the other.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holds">The one.</param>
    /// <param name="fails">The other.</param>
    /// <param name="births">The cells made before the sides parted: what one side wrote to later ones is forgotten, so no array of them is chosen.</param>
    public static object Choose(ScalarCondition condition, object holds, object fails, int births = int.MaxValue)
    {
        if (ReferenceEquals(holds, fails) || holds.Equals(fails) || condition.Value is true)
        {
            return holds;
        }

        if (condition.Value is false)
        {
            return fails;
        }

        return (holds, fails) switch
        {
            // What throws has no value that could count.
            (Thrown, _) => fails,
            (_, Thrown) => holds,
            (Unassigned, _) or (_, Unassigned) => Unassigned.Instance,
            (Irreconcilable, _) => holds,
            (_, Irreconcilable) => fails,
            (Expression first, Expression second) => condition.Choose(first, second),
            (Expression first, long or UndecidedInteger) => condition.Choose(first, ToExpression(first.Pool, fails)),
            (long or UndecidedInteger, Expression second) => condition.Choose(ToExpression(second.Pool, holds), second),
            (long or UndecidedInteger, long or UndecidedInteger) => UndecidedInteger.Choose(condition, holds, fails),
            (bool or ScalarCondition, bool or ScalarCondition) =>
                ScalarCondition.Either(condition, ScalarCondition.Of(holds), ScalarCondition.Of(fails)).Value,
            (StructureValue first, StructureValue second) when first.Values.Length == second.Values.Length =>
                first with { Values = [.. first.Values.Zip(second.Values, (a, b) => Choose(condition, a, b, births))] },
            (MemoryValue first, MemoryValue second) when first.Length == second.Length && IsOld(first, births) && IsOld(second, births) => ChosenCell.Of(condition, first, second),
            (ReferenceValue first, ReferenceValue second) => new ReferenceValue(ChosenCell.Of(condition, first.Place, second.Place)),
            (MemoryValue, MemoryValue) =>
                new Irreconcilable("a real condition decides which memory it refers to: make arrays of one length before the condition, or copy the elements"),
            (FunctionValue, FunctionValue) => new Irreconcilable("a real condition decides which function it is: let the condition choose between their results"),
            _ => new Irreconcilable("a real condition decides what it is"),
        };
    }

    /// <summary>What was written where the condition holds, else what was written otherwise.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holds">The writes of one side; cells that it does not name have the value they have now.</param>
    /// <param name="fails">The writes of the other.</param>
    /// <param name="births">The cells made before the sides parted; later ones are of one side alone.</param>
    /// <param name="keepsNew">Whether those go on as they are, as the variables of patterns do; else they are out of scope.</param>
    public static Dictionary<Cell, object> Choose(
        ScalarCondition condition, Dictionary<Cell, object> holds, Dictionary<Cell, object> fails, int births, bool keepsNew)
    {
        var merged = new Dictionary<Cell, object>();
        foreach (var cell in holds.Keys.Concat(fails.Keys.Where(cell => !holds.ContainsKey(cell))))
        {
            if (cell.Birth < births)
            {
                merged.Add(cell, Choose(
                    condition,
                    holds.TryGetValue(cell, out object? first) ? first : cell.Value,
                    fails.TryGetValue(cell, out object? second) ? second : cell.Value,
                    keepsNew ? int.MaxValue : births));
            }
            else if (keepsNew)
            {
                merged.Add(cell, holds.TryGetValue(cell, out object? own) ? own : fails[cell]);
            }
        }

        return merged;
    }

    private static bool IsOld(MemoryValue memory, int births) =>
        memory.IsConstant || Enumerable.Range(0, memory.Length).All(i => memory[i].Birth < births);

    private static Expression ToExpression(ExpressionPool pool, object value) =>
        value is UndecidedInteger undecided ? undecided.ToExpression(pool) : pool.Number((long)value);
}
