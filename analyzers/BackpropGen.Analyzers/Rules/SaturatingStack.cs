using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Rules;

/// <summary>From how many activations in sequence on a stack is reported.</summary>
/// <param name="MaximumSigmoidLike">The number of sigmoid-like activations that is reported.</param>
/// <param name="MaximumTanhLike">The number of saturating activations, sigmoid-like included, that is reported.</param>
internal readonly record struct SaturatingStackLimits(int MaximumSigmoidLike, int MaximumTanhLike);

/// <summary>Saturating activations in sequence.</summary>
/// <param name="Activations">Their nodes, the nearest to the input first.</param>
/// <param name="Kind">What was counted.</param>
/// <param name="Limit">The limit that the number reaches.</param>
internal sealed record SaturatingStack(IReadOnlyList<int> Activations, Saturation Kind, int Limit)
{
    /// <summary>Finds the stacks of a graph, the longest first, each cause once.</summary>
    /// <param name="graph">The graph of one sample, before differentiation.</param>
    /// <param name="classify">The kind of each node.</param>
    /// <param name="limits">From which number on a stack is found.</param>
    /// <param name="isNormalization">Whether a node rescales its operands.</param>
    internal static List<SaturatingStack> Find(
        Graph graph, Func<int, Saturation> classify, SaturatingStackLimits limits, Func<int, bool> isNormalization)
    {
        var kinds = Enumerable.Range(0, graph.Nodes.Length).Select(classify).ToArray();
        var found = new List<SaturatingStack>();
        var explained = new HashSet<int>();
        foreach (var (kind, limit) in new[] { (Saturation.SigmoidLike, limits.MaximumSigmoidLike), (Saturation.TanhLike, limits.MaximumTanhLike) })
        {
            if (kinds.Count(found => found >= kind) < limit)
            {
                continue;
            }

            var run = new BackwardRun(graph, node => kinds[node] >= kind, isNormalization);
            var starts = Enumerable.Range(0, kinds.Length).Where(node => kinds[node] >= kind && run.At(node) >= limit);
            foreach (int start in starts.OrderByDescending(run.At).ThenBy(static node => node))
            {
                // Part of a stack that is reported already, or a branch of it too short to be a cause of its own.
                var sequence = run.Sequence(start);
                if (sequence.Count(node => !explained.Contains(node)) >= limit)
                {
                    found.Add(new(sequence, kind, limit));
                    explained.UnionWith(sequence);
                }
            }
        }

        return found;
    }

    /// <summary>Whether too few activations in sequence would be left. A gradient that is led around an activation begins a new
    /// sequence there, and one that is normalized below it does so after it; a function of another kind does not count.</summary>
    internal bool IsCuredBy(Func<int, bool> isRepaired, Repair repair)
    {
        int run = 0, longest = 0;
        foreach (int node in Activations)
        {
            run = (isRepaired(node), repair) switch
            {
                (false, _) => run + 1,
                (true, Repair.Skipped) => 0,
                (true, Repair.Normalized) => 1,
                _ => run,
            };
            longest = Math.Max(longest, run);
        }

        return longest < Limit;
    }
}
