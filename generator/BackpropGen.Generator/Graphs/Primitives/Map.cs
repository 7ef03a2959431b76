using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graphs;

/// <summary>A scalar function applied elementwise to operands of one type. Broadcasting is explicit: see <see cref="Broadcast"/>.
/// With no operand it is a constant scalar.</summary>
internal sealed record Map(ScalarFunction Function) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) =>
        operands.Count == 0
            ? new(Shape.Scalar, IsPerSample: false)
            : new(operands[0].Shape, operands.Any(static operand => operand.IsPerSample));
}
