using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>Repeats along new axes, and for every sample of the batch. The transpose of <see cref="Reduce"/> by sum.</summary>
/// <param name="Axes">The new axes' positions in the result, ascending.</param>
/// <param name="Lengths">Their lengths.</param>
/// <param name="Batch">Whether a shared value becomes one per sample.</param>
internal sealed record Broadcast(EquatableArray<int> Axes, EquatableArray<int> Lengths, bool Batch) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands)
    {
        var dimensions = operands[0].Shape.Dimensions.ToList();
        for (int i = 0; i < Axes.Length; i++)
        {
            dimensions.Insert(Axes[i], Lengths[i]);
        }

        return new(Shape.Of(dimensions), operands[0].IsPerSample || Batch);
    }
}
