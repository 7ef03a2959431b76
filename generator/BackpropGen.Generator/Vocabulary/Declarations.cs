using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>A trained parameter of a model.</summary>
internal sealed record ParameterDeclaration(string Path, Shape Shape, Initialization Initialization);

/// <summary>A state of a model; all its elements start at one value.</summary>
internal sealed record StateDeclaration(string Path, Shape Shape, double Value);

/// <summary>An input or a target of a model: one column of its samples.</summary>
/// <param name="Name">The parameter's name in Forward or Loss.</param>
/// <param name="Shape">The shape of one sample; for a label, of its indexes.</param>
/// <param name="Classes">The number of classes of a label; 0 for real numbers.</param>
internal sealed record ColumnDeclaration(string Name, Shape Shape, int Classes)
{
    public bool IsLabel => Classes > 0;

    public ElementKind Kind => IsLabel ? ElementKind.Index : ElementKind.Real;
}
