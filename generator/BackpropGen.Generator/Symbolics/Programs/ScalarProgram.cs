using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A computation too long to be one expression: steps that are expressions, and loops that are kept as loops.</summary>
/// <remarks>Every variable is assigned in one place, except that a loop carries some from round to round.</remarks>
/// <param name="Arrays">The arrays; the first is the inputs' numbers in order, the second the results'.</param>
/// <param name="Variables">The variables' names, by number; unique.</param>
/// <param name="Items">What is computed, in order.</param>
internal sealed record ScalarProgram(EquatableArray<ProgramArray> Arrays, EquatableArray<string> Variables, EquatableArray<ProgramItem> Items)
{
    /// <summary>The number of the array of inputs.</summary>
    public const int Inputs = 0;

    /// <summary>The number of the array of results.</summary>
    public const int Results = 1;

    /// <summary>The number of inputs.</summary>
    public int Arity => Arrays[Inputs].Length;

    /// <summary>The numbers of the arrays that are read or written, without inputs and results, in order.</summary>
    public IEnumerable<int> UsedArrays => Places(Items).OfType<ProgramPlace.Element>().Select(static element => element.Array)
        .Where(static array => array > Results).Distinct().OrderBy(static array => array);

    private static IEnumerable<ProgramPlace> Places(EquatableArray<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => loop.Carries.SelectMany(static carry => new[] { carry.Initial, carry.Next }).Concat(Places(loop.Body)),
        ProgramItem.Step step => step.Arguments.Concat(step.Targets.Select(static target => target.Place)),
        _ => [],
    });
}

/// <summary>An array of a program.</summary>
/// <param name="Name">Its name; unique.</param>
/// <param name="Length">The number of its elements.</param>
/// <param name="Constants">Its elements where they are known; none for one that is written.</param>
internal sealed record ProgramArray(string Name, int Length, EquatableArray<double> Constants);

/// <summary>A part of a program.</summary>
internal abstract record ProgramItem
{
    /// <summary>Computes some numbers from others: all are read before one is written.</summary>
    /// <param name="Function">What is computed.</param>
    /// <param name="Arguments">Where its arguments are.</param>
    /// <param name="Targets">Where its results go.</param>
    public sealed record Step(VectorFunction Function, EquatableArray<ProgramPlace> Arguments, EquatableArray<Target> Targets) : ProgramItem;

    /// <summary>Repeats items.</summary>
    /// <param name="Number">The loop's number, by which indexes name its round.</param>
    /// <param name="Name">The name of its counter.</param>
    /// <param name="Count">The number of rounds.</param>
    /// <param name="IsDescending">Whether it begins with the last round.</param>
    /// <param name="Carries">What passes from round to round.</param>
    /// <param name="Body">The items.</param>
    public sealed record Loop(int Number, string Name, int Count, bool IsDescending, EquatableArray<Carry> Carries, EquatableArray<ProgramItem> Body) : ProgramItem;
}

/// <summary>Where a step's result goes.</summary>
/// <param name="Place">The place.</param>
/// <param name="Accumulates">Whether it is added to what is there.</param>
internal sealed record Target(ProgramPlace Place, bool Accumulates);

/// <summary>A variable that a loop carries from round to round; behind the loop it has its last value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Initial">Where its value before the first round is.</param>
/// <param name="Next">Where its value for the next round is, at the end of a round.</param>
internal sealed record Carry(int Variable, ProgramPlace Initial, ProgramPlace Next);
