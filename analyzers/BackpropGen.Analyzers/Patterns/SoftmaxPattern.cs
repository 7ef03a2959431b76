using BackpropGen.Generator;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// A softmax, its logarithm, or the cross-entropy that takes logits (which is such a logarithm times the target), ours or
/// written out: <c>exp(z − L)</c>, <c>exp z / Σ exp z</c>, <c>z − L</c>, <c>p (L − z)</c> and <c>L − Σ p z</c> with <c>L = ln Σ exp z</c>.
/// </summary>
/// <param name="Logits">The node of z.</param>
/// <param name="Axes">The axes that are summed over.</param>
/// <param name="IsLogarithm">Whether it is the logarithm, which a further softmax leaves as it is.</param>
internal sealed record SoftmaxPattern(int Logits, EquatableArray<int> Axes, bool IsLogarithm)
{
    /// <summary>Recognizes a result.</summary>
    internal static SoftmaxPattern? Match(Graph graph, int node)
    {
        if (graph.Nodes[node] is not { Primitive: Map { Function: var function }, Operands: var operands })
        {
            return null;
        }

        return operands.Length switch
        {
            1 when function.Equals(Scalars.Exp) && Match(graph, operands[0]) is { IsLogarithm: true } logarithm => logarithm with { IsLogarithm = false },
            2 when function.Equals(Scalars.ExpOfDifference) => Normalized(graph, operands[0], operands[1], isLogarithm: false),
            2 when function.Equals(Scalars.Subtract) =>
                Normalized(graph, operands[0], operands[1], isLogarithm: true) ?? OfLabel(graph, operands[0], operands[1]),
            2 when function.Equals(Scalars.Divide) => Shares(graph, operands[0], operands[1]),
            3 when function.Equals(Scalars.WeightedDifference) => Normalized(graph, operands[2], operands[1], isLogarithm: true),
            _ => null,
        };
    }

    /// <summary>z beside ln Σ exp z.</summary>
    private static SoftmaxPattern? Normalized(Graph graph, int logits, int normalizer, bool isLogarithm) =>
        LogSumExp(graph, graph.Origin(normalizer)) is var (summed, axes) && summed == logits
            ? new(logits, axes, isLogarithm)
            : null;

    /// <summary>ln Σ exp z beside Σ p z, the logit that a label names.</summary>
    private static SoftmaxPattern? OfLabel(Graph graph, int normalizer, int chosen) =>
        LogSumExp(graph, graph.Origin(normalizer)) is var (logits, axes)
        && graph.Nodes[graph.Origin(chosen)] is { Primitive: Reduce { Reduction: Reduction.Sum, Batch: false } } sum
        && graph.Nodes[sum.Operands[0]] is { Primitive: Map { Function: var function }, Operands: { Length: 2 } factors }
        && function.Equals(Scalars.Multiply) && (factors[0] == logits || factors[1] == logits)
            ? new(logits, axes, IsLogarithm: true)
            : null;

    /// <summary>exp z / Σ exp z, or with exp(z − m) in both places.</summary>
    private static SoftmaxPattern? Shares(Graph graph, int exponentials, int sum) =>
        graph.Nodes[graph.Origin(sum)] is { Primitive: Reduce { Reduction: Reduction.Sum, Batch: false } reduce } total
        && total.Operands[0] == exponentials && Exponent(graph, exponentials) is var (logits, _)
            ? new(logits, reduce.Axes, IsLogarithm: false)
            : null;

    /// <summary>What a node is ln Σ exp of: <c>ln Σ exp z</c>, or <c>m + ln Σ exp(z − m)</c> for whatever m.</summary>
    private static (int Logits, EquatableArray<int> Axes)? LogSumExp(Graph graph, int node)
    {
        if (graph.Nodes[node] is not { Primitive: Map { Function: var function }, Operands: var operands }
            || !(operands.Length == 1 ? function.Equals(Scalars.Log) : operands.Length == 2 && function.Equals(Scalars.AddLog)))
        {
            return null;
        }

        var sum = graph.Nodes[graph.Origin(operands[operands.Length - 1])];
        return sum is { Primitive: Reduce { Reduction: Reduction.Sum, Batch: false } reduce }
            && Exponent(graph, sum.Operands[0]) is var (logits, shift)
            && (operands.Length == 1 ? shift is null : shift == graph.Origin(operands[0]))
                ? (logits, reduce.Axes)
                : null;
    }

    /// <summary>z of <c>exp z</c>; z and m of <c>exp(z − m)</c>.</summary>
    private static (int Logits, int? Shift)? Exponent(Graph graph, int node) => graph.Nodes[node] switch
    {
        { Primitive: Map map, Operands.Length: 1 } made when map.Function.Equals(Scalars.Exp) => (made.Operands[0], null),
        { Primitive: Map map, Operands.Length: 2 } made when map.Function.Equals(Scalars.ExpOfDifference) =>
            (made.Operands[0], graph.Origin(made.Operands[1])),
        _ => null,
    };
}
