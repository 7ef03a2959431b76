namespace BackpropGen.Generator.Summaries;

/// <summary>What a node of a flowchart stands for.</summary>
internal enum ChartNodeKind
{
    /// <summary>An input, a target, a prediction or the loss.</summary>
    Terminal,

    /// <summary>A parameter or state by itself.</summary>
    Stored,

    /// <summary>A layer.</summary>
    Layer,

    /// <summary>A function or operator.</summary>
    Function,

    /// <summary>A value that is one thing in the first turn of a loop and another in the later ones.</summary>
    Junction,
}

/// <summary>A node of a flowchart.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Label">Its text.</param>
internal sealed record ChartNode(ChartNodeKind Kind, string Label);

/// <summary>An edge of a flowchart.</summary>
/// <param name="From">The number of the node whose value is read.</param>
/// <param name="To">The number of the node that reads it.</param>
/// <param name="IsRepetition">Whether the value is read in the next turn of a loop.</param>
/// <param name="Label">What the value is to its reader, where that must be said; else empty.</param>
internal sealed record ChartEdge(int From, int To, bool IsRepetition = false, string Label = "");

/// <summary>What a model applies to what, from its inputs to its loss. A repeated step is one node: all turns of a loop are
/// drawn as one, with an edge back to its beginning.</summary>
internal sealed record FlowChart(EquatableArray<ChartNode> Nodes, EquatableArray<ChartEdge> Edges);
