using System.Collections.Generic;

namespace BackpropGen.Generator.Graphs;

/// <summary>One of the model's inputs or targets.</summary>
/// <param name="Name">The parameter of Forward or Loss.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Classes">The number of classes of a label; 0 for real numbers.</param>
internal sealed record Input(string Name, Shape Shape, int Classes) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) =>
        new(Shape, IsPerSample: true, Classes > 0 ? ElementKind.Index : ElementKind.Real);
}

/// <summary>A trained parameter.</summary>
internal sealed record Parameter(string Path, Shape Shape) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(Shape, IsPerSample: false);
}

/// <summary>A value kept between steps, not differentiated.</summary>
internal sealed record State(string Path, Shape Shape) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(Shape, IsPerSample: false);
}

/// <summary>A constant array, row by row. Scalars are better kept inside a <see cref="Map"/>.</summary>
internal sealed record Constant(Shape Shape, EquatableArray<double> Values) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(Shape, IsPerSample: false);
}

/// <summary>0, 1, …, Length − 1 (iota), as real numbers.</summary>
internal sealed record Index(int Length) : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(Shape.Of(Length), IsPerSample: false);
}

/// <summary>The number of samples in the batch, a shared scalar.</summary>
internal sealed record BatchSize : Primitive
{
    public override NodeType Infer(IReadOnlyList<NodeType> operands) => new(Shape.Scalar, IsPerSample: false);
}
