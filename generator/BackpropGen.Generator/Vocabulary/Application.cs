namespace BackpropGen.Generator.Vocabulary;

/// <summary>What a definition applies.</summary>
internal enum ApplicationKind
{
    /// <summary>A layer that makes its own parameters.</summary>
    Layer,

    /// <summary>A function or an operator.</summary>
    Function,

    /// <summary>A parameter that the definition makes by itself.</summary>
    Parameter,

    /// <summary>A state that the definition makes by itself.</summary>
    State,
}

/// <summary>A step of a definition as its author wrote it, where a <see cref="Graphs.Node"/> is one as it is computed:
/// a softmax is one application and five nodes.</summary>
/// <param name="Kind">Whether it is a layer, a function, a parameter or a state.</param>
/// <param name="Name">The layer's or function's name, as <c>Dense</c>; empty for an operator or a lambda, which its mathematics describes.</param>
/// <param name="Path">The path of the layer, parameter or state; for a function, that of the layer that applies it.</param>
/// <param name="Site">The number of its place in the definition: all turns of a loop and all layers made at one place apply at the same one.</param>
/// <param name="Operands">The nodes it is applied to.</param>
/// <param name="Result">The node that it gives.</param>
/// <param name="Stored">The paths of the parameters and states that it makes.</param>
internal sealed record Application(
    ApplicationKind Kind, string Name, string Path, int Site, EquatableArray<int> Operands, int Result, EquatableArray<string> Stored);
