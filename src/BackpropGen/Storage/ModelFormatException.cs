namespace BackpropGen;

/// <summary>A file of weights that cannot be read, or is not of this model. Nothing was changed.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public ModelFormatException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public ModelFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">The tensor concerned, if it is one.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What the file has.</param>
    /// <param name="innerException">The cause, if another exception told.</param>
    public ModelFormatException(string file, string? tensor, string expected, string found, Exception? innerException = null)
        : base($"{file}: {(tensor is null ? "" : $"tensor '{tensor}': ")}expected {expected}, found {found}.", innerException)
    {
        File = file;
        Tensor = tensor;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string? File { get; }

    /// <summary>The tensor concerned, if it is one.</summary>
    public string? Tensor { get; }

    /// <summary>What was expected.</summary>
    public string? Expected { get; }

    /// <summary>What the file has.</summary>
    public string? Found { get; }
}
