using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>The same elements, row by row, in another shape.</summary>
internal sealed record Reshape(Shape Shape) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => operands[0] with { Shape = Shape };
}

/// <summary>Reorders axes: axis <c>i</c> of the result is axis <c>Axes[i]</c> of the operand.</summary>
internal sealed record Transpose(EquatableArray<int> Axes) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands)
    {
        var shape = operands[0].Shape;
        return operands[0] with { Shape = Shape.Of(Axes.Select(axis => shape[axis])) };
    }
}

/// <summary>Elements <c>Start, Start + Step, …</c> along an axis; the step may be negative.</summary>
internal sealed record Slice(int Axis, int Start, int Length, int Step) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) =>
        operands[0] with { Shape = operands[0].Shape.With(Axis, Length) };
}

/// <summary>Zeros around an axis and between its elements. The transpose of <see cref="Slice"/>.</summary>
internal sealed record Pad(int Axis, int Before, int After, int Interior) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands)
    {
        int length = operands[0].Shape[Axis];
        return operands[0] with { Shape = operands[0].Shape.With(Axis, Before + length + ((length - 1) * Interior) + After) };
    }
}

/// <summary>Joins operands along an axis.</summary>
internal sealed record Concatenate(int Axis) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(
        operands[0].Shape.With(Axis, operands.Sum(operand => operand.Shape[Axis])),
        operands.Any(static operand => operand.IsPerSample));
}
