using System.Collections.Generic;

namespace BackpropGen.Generator.Models;

/// <summary>The generated members that only inform. A class that has a member of such a name keeps its own, and goes without ours.</summary>
internal static class InformationMembers
{
    /// <summary>The table of the layers.</summary>
    internal const string Summary = "Summary";

    /// <summary>The flowchart of the layers.</summary>
    internal const string Diagram = "Diagram";

    /// <summary>The layers as a list.</summary>
    internal const string LayerSummaries = "LayerSummaries";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Summary, Diagram, LayerSummaries];
}
