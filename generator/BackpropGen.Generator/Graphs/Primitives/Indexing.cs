using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>The rows of a table (first operand, <c>[classes, …]</c>) that an index (second operand) selects.
/// The transpose of <see cref="Scatter"/>.</summary>
internal sealed record Gather : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(
        Shape.Of(operands[1].Shape.Dimensions.Concat(operands[0].Shape.Dimensions.Skip(1))),
        operands[0].IsPerSample || operands[1].IsPerSample);
}

/// <summary>A table of zeros into whose rows, chosen by the index (second operand), the values (first operand) are added.</summary>
/// <param name="Classes">The number of rows.</param>
/// <param name="SumBatch">Whether all samples add into one shared table.</param>
internal sealed record Scatter(int Classes, bool SumBatch) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(
        Shape.Of(new[] { Classes }.Concat(operands[0].Shape.Dimensions.Skip(operands[1].Shape.Rank))),
        !SumBatch && (operands[0].IsPerSample || operands[1].IsPerSample));
}

/// <summary>The index of the largest element along the last axis, the first of equals.</summary>
internal sealed record ArgMax : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(
        operands[0].Shape.Without([operands[0].Shape.Rank - 1]), operands[0].IsPerSample, ElementKind.Index);
}

/// <summary>An index as a real number.</summary>
/// <param name="Classes">The number of values it can take, for the check of labels.</param>
internal sealed record ToReal(int Classes) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => operands[0] with { Kind = ElementKind.Real };
}
