using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>
/// The vector-Jacobian product of one primitive by one operand, written in primitives, so that it can be differentiated again.
/// </summary>
/// <param name="graph">Where the rule's nodes are made.</param>
/// <param name="node">The node of the primitive.</param>
/// <param name="operand">Which operand.</param>
/// <param name="cotangent">The derivative of the scalar by the node.</param>
/// <returns>The node's share of the derivative by the operand; −1 where there is none.</returns>
internal delegate int GradientRule(GraphBuilder graph, int node, int operand, int cotangent);
