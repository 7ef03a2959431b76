using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>A value as a function, element by element, of other nodes' values.</summary>
/// <param name="Function">The function.</param>
/// <param name="Sources">The nodes that are its arguments, independent of one another.</param>
internal sealed record Elementwise(ScalarFunction Function, EquatableArray<int> Sources)
{
    // Beyond this a value is taken to be normal itself: the estimate stays cheap, and sums of many values are normal indeed.
    private const int MaximumRandomSources = 3;
    private const int MaximumSteps = 64;

    /// <summary>A node as itself.</summary>
    internal static Elementwise Of(int node) => new(ScalarFunction.Identity, ImmutableArray.Create(node));

    /// <summary>A function of such values, as one function of all their sources.</summary>
    private static Elementwise Compose(ScalarFunction function, IReadOnlyList<Elementwise> operands)
    {
        int[] sources = [.. operands.SelectMany(static operand => operand.Sources).Distinct().OrderBy(static source => source)];
        var arguments = operands.Select(operand => operand.Function.WithArguments(
            [.. operand.Sources.Select(source => System.Array.IndexOf(sources, source))], sources.Length));
        return new(function.Compose(sources.Length, arguments.ToArray()), sources.ToEquatableArray());
    }

    /// <summary>A function of nodes as one function of all that they are functions of; where that is too much to integrate,
    /// those that have the most sources are taken for sources themselves.</summary>
    /// <param name="function">The function.</param>
    /// <param name="operands">The nodes.</param>
    /// <param name="seen">What each node is a function of.</param>
    /// <param name="isRandom">Whether a source is more than a number.</param>
    internal static Elementwise Compose(
        ScalarFunction function, EquatableArray<int> operands, System.Func<int, Elementwise> seen, System.Func<int, bool> isRandom)
    {
        var parts = operands.Select(seen).ToArray();
        var composed = Compose(function, parts);
        while (!composed.IsTractable(isRandom))
        {
            int[] sizes = [.. parts.Select((part, i) => part == Of(operands[i]) ? -1 : part.Sources.Count(isRandom))];
            int largest = System.Array.IndexOf(sizes, sizes.Max());
            if (sizes[largest] < 0)
            {
                break;
            }

            parts[largest] = Of(operands[largest]);
            composed = Compose(function, parts);
        }

        return composed;
    }

    /// <summary>Whether its statistics can be found by quadrature.</summary>
    /// <param name="isRandom">Whether a source is more than a number.</param>
    private bool IsTractable(System.Func<int, bool> isRandom) =>
        Function.Instructions.Length <= MaximumSteps && Sources.Count(isRandom) <= MaximumRandomSources;

    /// <summary>Whether the value is a weighted sum of its random sources, and so as normal as they are.</summary>
    internal bool IsLinear(System.Func<int, bool> isRandom)
    {
        for (int i = 0; i < Sources.Length; i++)
        {
            if (isRandom(Sources[i]))
            {
                var used = NormalExpectation.Derivative(Function, i).UsedArguments;
                if (Enumerable.Range(0, Sources.Length).Any(j => used[j] && isRandom(Sources[j])))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
