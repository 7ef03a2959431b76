using System.Collections.Generic;

namespace BackpropGen.Generator.Graphs;

/// <summary>
/// One operation of the small closed set that every layer and loss is made of. A primitive states its shape rule here,
/// its gradient rule in Differentiation, and its form in Planning, each in the file of its name.
/// </summary>
internal abstract record Primitive
{
    /// <summary>The shape rule: the type of the result.</summary>
    /// <param name="operands">The operands' types; of the right number and fitting, which the graph builder's callers have seen to.</param>
    public abstract NodeType Infer(IReadOnlyList<NodeType> operands);
}
