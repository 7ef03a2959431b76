namespace BackpropGen.Generator.Planning;

/// <summary>Where a buffer lies.</summary>
internal enum Region
{
    /// <summary>A column of real numbers that the caller gives.</summary>
    Input,

    /// <summary>A column of class indexes that the caller gives.</summary>
    Label,

    /// <summary>The model's parameters.</summary>
    Parameters,

    /// <summary>The model's states.</summary>
    States,

    /// <summary>Values of each sample, in the workspace: the offset counts per sample.</summary>
    Workspace,

    /// <summary>Values that all samples share, in the workspace.</summary>
    Shared,

    /// <summary>Class indexes computed on the way.</summary>
    Indexes,

    /// <summary>A constant array of the definition.</summary>
    Constant,

    /// <summary>A span that the caller wants filled.</summary>
    Output,

    /// <summary>The gradient of the parameters, laid out as they are.</summary>
    Gradients,
}

/// <summary>A contiguous piece of memory that holds one value, row by row, sample by sample.</summary>
/// <param name="Region">Where it lies.</param>
/// <param name="Column">The name of the input, label or output, or the constant's number.</param>
/// <param name="Offset">The first element within the region; for <see cref="Region.Workspace"/> and
/// <see cref="Region.Indexes"/> to be multiplied by the number of samples.</param>
/// <param name="Size">The number of elements, of one sample if it is per sample.</param>
/// <param name="IsPerSample">Whether each sample has its own.</param>
/// <param name="Identifier">Its name in the generated code.</param>
/// <param name="Symbol">Its name in the generated comments.</param>
/// <param name="Panels">The panels that it is stored in, if it is.</param>
internal sealed record Buffer(
    Region Region, string Column, int Offset, int Size, bool IsPerSample, string Identifier, string Symbol, Panels? Panels = null)
{
    /// <summary>Whether two buffers can stand for each other in one routine.</summary>
    public bool IsLike(Buffer other) =>
        Region == other.Region && Column == other.Column && Size == other.Size && IsPerSample == other.IsPerSample;
}
