namespace BackpropGen;

/// <summary>
/// The index of a class, 0 up to the number given by <see cref="ClassesAttribute"/>: a target of a classifier, or a
/// token that selects a row of a table. A symbol; the generated code takes a span of <see cref="int"/>.
/// </summary>
public sealed class ClassLabel
{
    internal ClassLabel()
    {
    }
}
