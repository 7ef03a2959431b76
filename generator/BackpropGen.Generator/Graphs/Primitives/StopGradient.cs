using System.Collections.Generic;

namespace BackpropGen.Generator.Graphs;

/// <summary>The operand; no gradient flows through.</summary>
internal sealed record StopGradient : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => operands[0];
}
