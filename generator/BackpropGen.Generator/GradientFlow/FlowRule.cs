using System.Collections.Generic;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>An operand as a flow rule sees it.</summary>
/// <param name="Type">Its shape, and whether it is per sample.</param>
/// <param name="Statistics">Its elements' statistics.</param>
internal readonly record struct FlowOperand(NodeType Type, Statistics Statistics);

/// <summary>What a primitive does to the statistics of its operands, and to those of a gradient on its way back. Every
/// primitive but <see cref="Map"/>, whose functions are composed first, has one.</summary>
internal abstract class FlowRule
{
    /// <summary>The statistics of the primitive's value.</summary>
    internal abstract Statistics Forward(Node node, IReadOnlyList<FlowOperand> operands);

    /// <summary>The statistics of the loss's gradient by an operand, as far as it comes through this node; null where none passes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="operand">Which operand.</param>
    /// <param name="gradient">Those of the gradient by the node's value.</param>
    /// <param name="operands">The operands.</param>
    internal abstract Statistics? Backward(Node node, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands);
}

/// <summary>The flow rule of one primitive.</summary>
internal abstract class FlowRule<TPrimitive> : FlowRule
    where TPrimitive : Primitive
{
    internal sealed override Statistics Forward(Node node, IReadOnlyList<FlowOperand> operands) =>
        Forward((TPrimitive)node.Primitive, node.Type, operands);

    internal sealed override Statistics? Backward(Node node, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) =>
        Backward((TPrimitive)node.Primitive, node.Type, operand, gradient, operands);

    protected abstract Statistics Forward(TPrimitive primitive, NodeType type, IReadOnlyList<FlowOperand> operands);

    protected abstract Statistics? Backward(
        TPrimitive primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands);
}
