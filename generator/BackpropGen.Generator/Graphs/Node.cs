namespace BackpropGen.Generator.Graphs;

/// <summary>What a node's elements are.</summary>
internal enum ElementKind
{
    /// <summary>Real numbers, in the model's precision.</summary>
    Real,

    /// <summary>Class indexes: never differentiated.</summary>
    Index,
}

/// <summary>The type of a node's value.</summary>
/// <param name="Shape">The shape of one sample, or of the value that all samples share.</param>
/// <param name="IsPerSample">Whether each sample has a value of its own; else it is shared (parameters, state, batch statistics).</param>
/// <param name="Kind">Real numbers or indexes.</param>
internal readonly record struct NodeType(Shape Shape, bool IsPerSample, ElementKind Kind = ElementKind.Real)
{
    public override string ToString() => (Kind == ElementKind.Index ? "index " : "") + Shape + (IsPerSample ? " per sample" : "");
}

/// <summary>One operation of a graph.</summary>
/// <param name="Primitive">What it computes.</param>
/// <param name="Operands">The nodes it reads, all earlier in the graph.</param>
/// <param name="Type">What it yields.</param>
/// <param name="Place">The path of the layer that applied it, as <c>blocks.3</c>; empty for the model's own method.</param>
/// <param name="Name">The definition's name for it, where it was given one.</param>
/// <param name="CotangentOf">The node by which this is the loss's derivative; <see cref="Vanished"/> where optimization removed
/// that node, −1 where this is no derivative.</param>
internal sealed record Node(
    Primitive Primitive, EquatableArray<int> Operands, NodeType Type, string Place, string? Name = null, int CotangentOf = -1)
{
    public const int Vanished = -2;

    public Shape Shape => Type.Shape;

    public bool IsPerSample => Type.IsPerSample;
}
