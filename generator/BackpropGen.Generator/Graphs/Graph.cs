namespace BackpropGen.Generator.Graphs;

/// <summary>What an output of a graph is to the model.</summary>
internal enum OutputRole
{
    /// <summary>An output of Forward, by name.</summary>
    Prediction,

    /// <summary>The loss of one sample.</summary>
    LossValue,

    /// <summary>The weight of one sample in the mean, where the definition gives one.</summary>
    LossWeight,

    /// <summary>Added once per step.</summary>
    Penalty,

    /// <summary>A state's next value; the name is its path.</summary>
    StateUpdate,

    /// <summary>The batch's loss: a shared scalar.</summary>
    Loss,

    /// <summary>The loss's gradient by a parameter; the name is its path.</summary>
    Gradient,
}

/// <summary>A node that the graph is evaluated for.</summary>
internal sealed record GraphOutput(OutputRole Role, string Name, int Node);

/// <summary>Nodes in an order in which each comes after its operands, and those that are asked for. Immutable and value-equal.</summary>
internal sealed record Graph(EquatableArray<Node> Nodes, EquatableArray<GraphOutput> Outputs)
{
    /// <summary>The node behind repetitions and changes of shape: the same value, elsewhere.</summary>
    public int Unrepeated(int node)
    {
        while (Nodes[node].Primitive is Broadcast or Reshape)
        {
            node = Nodes[node].Operands[0];
        }

        return node;
    }

    /// <summary>The node whose values a node holds, perhaps repeated, in another shape or order.</summary>
    public int Origin(int node)
    {
        while (Nodes[node].Primitive is Broadcast or Reshape or Transpose)
        {
            node = Nodes[node].Operands[0];
        }

        return node;
    }
}
