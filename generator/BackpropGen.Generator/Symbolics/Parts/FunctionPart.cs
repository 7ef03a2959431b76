namespace BackpropGen.Generator.Symbolics.Parts;

/// <summary>A stretch of a long function's computation, short enough to be a method of its own. What later parts need is kept in places, which
/// are taken again once nothing needs them; the first places are the function's arguments'.</summary>
/// <param name="Function">Its values.</param>
/// <param name="Reads">Where each of its arguments is: a place, or an argument of the whole function.</param>
/// <param name="Results">What becomes of each value: it is kept in a place, or a result of the whole function.</param>
internal sealed record FunctionPart(VectorFunction Function, EquatableArray<PartValue> Reads, EquatableArray<PartValue> Results);

/// <summary>A value that comes from outside a part, or leaves it.</summary>
/// <param name="IsKept">Whether it is handed on between parts.</param>
/// <param name="Index">Its place; else which argument or result of the whole function it is.</param>
internal readonly record struct PartValue(bool IsKept, int Index);
