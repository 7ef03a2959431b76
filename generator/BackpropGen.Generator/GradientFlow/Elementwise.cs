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

    // Layers and models repeat one another.
    private static readonly Memo<Composition, ScalarFunction> Compositions = new(1000);

    /// <summary>A node as itself.</summary>
    internal static Elementwise Of(int node) => new(ScalarFunction.Identity, ImmutableArray.Create(node));

    /// <summary>A function of such values, as one function of all their sources.</summary>
    private static Elementwise Compose(ScalarFunction function, IReadOnlyList<Elementwise> operands)
    {
        var distinct = new SortedSet<int>();
        var functions = ImmutableArray.CreateBuilder<ScalarFunction>(operands.Count);
        bool isPlain = true;
        foreach (var operand in operands)
        {
            isPlain &= operand.Function.IsIdentity && (distinct.Count == 0 || operand.Sources[0] > distinct.Max);
            functions.Add(operand.Function);
            foreach (int source in operand.Sources)
            {
                distinct.Add(source);
            }
        }

        int[] sources = [.. distinct];
        if (isPlain)
        {
            return new(function, ImmutableArray.Create(sources));
        }

        var indexes = ImmutableArray.CreateBuilder<int>();
        foreach (var operand in operands)
        {
            foreach (int source in operand.Sources)
            {
                indexes.Add(System.Array.BinarySearch(sources, source));
            }
        }

        var key = new Composition(function, functions.MoveToImmutable(), indexes.ToImmutable(), sources.Length);
        return new(Compositions.Remember(key, static key => Compose(key)), ImmutableArray.Create(sources));
    }

    private static ScalarFunction Compose(Composition key)
    {
        int next = 0;
        var arguments = new ScalarFunction[key.Operands.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            var indexes = key.Indexes.Items.Slice(next, key.Operands[i].Arity);
            arguments[i] = key.Operands[i].WithArguments(indexes, key.Arity);
            next += indexes.Length;
        }

        return key.Function.Compose(key.Arity, arguments);
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

    /// <summary>A function of functions: of each operand's sources the index among all, one operand after the other.</summary>
    private readonly record struct Composition(ScalarFunction Function, EquatableArray<ScalarFunction> Operands, EquatableArray<int> Indexes, int Arity);
}
