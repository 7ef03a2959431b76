using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>
/// The sum of products over shared axes (Einstein's convention). Each axis has a label; a label that the result lacks is
/// summed over. The batch is a further axis of every per-sample operand: it is kept, or summed when <see cref="SumBatch"/>.
/// </summary>
/// <param name="Left">The labels of the left operand's axes.</param>
/// <param name="Right">The labels of the right operand's axes.</param>
/// <param name="Result">The labels of the result's axes.</param>
/// <param name="SumBatch">Whether the result is summed over the batch, as in ∂L/∂W = Σₙ δₙ xₙᵀ; both operands are then per sample.</param>
internal sealed record Contract(
    EquatableArray<int> Left, EquatableArray<int> Right, EquatableArray<int> Result, bool SumBatch) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands)
    {
        var lengths = Lengths(operands[0].Shape, operands[1].Shape);
        bool perSample = !SumBatch && (operands[0].IsPerSample || operands[1].IsPerSample);
        return new(Shape.Of(Result.Select(label => lengths[label])), perSample);
    }

    /// <summary>The length of the axis of each label.</summary>
    public Dictionary<int, int> Lengths(Shape left, Shape right)
    {
        var lengths = new Dictionary<int, int>();
        for (int axis = 0; axis < Left.Length; axis++)
        {
            lengths[Left[axis]] = left[axis];
        }

        for (int axis = 0; axis < Right.Length; axis++)
        {
            lengths[Right[axis]] = right[axis];
        }

        return lengths;
    }
}
