using System.Collections.Generic;

namespace BackpropGen.Generator.Graphs;

/// <summary>How elements are combined.</summary>
internal enum Reduction
{
    Sum,
    Max,
}

/// <summary>Combines over axes, which disappear, and over the batch. The transpose of <see cref="Broadcast"/>.</summary>
internal sealed record Reduce(Reduction Reduction, EquatableArray<int> Axes, bool Batch) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) =>
        new(operands[0].Shape.Without(Axes), operands[0].IsPerSample && !Batch);
}
