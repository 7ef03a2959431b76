namespace BackpropGen;

/// <summary>One tensor by the header of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">The name of its numbers' type, as <c>F32</c>.</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">The first byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
internal sealed record SafetensorsTensor(string Name, string ElementType, long[] Shape, long Begin, long End)
{
    /// <summary>IEEE 754 numbers of 32 bits.</summary>
    public const string Single = "F32";

    /// <summary>IEEE 754 numbers of 64 bits.</summary>
    public const string Double = "F64";

    /// <summary>Type and shape as <c>F32 [64, 10]</c>.</summary>
    public string Describe() => $"{ElementType} [{string.Join(", ", Shape)}]";

    /// <summary>Whether the shape is the given one.</summary>
    public bool HasShape(ReadOnlySpan<int> shape)
    {
        bool same = shape.Length == Shape.Length;
        for (int axis = 0; same && axis < shape.Length; axis++)
        {
            same = Shape[axis] == shape[axis];
        }

        return same;
    }
}
