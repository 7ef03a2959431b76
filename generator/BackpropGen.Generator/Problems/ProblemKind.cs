namespace BackpropGen.Generator.Problems;

/// <summary>One kind of mistake in a definition: a row of <see cref="ProblemKinds"/>.</summary>
/// <param name="Id">The diagnostic's number, <c>BPG0xxx</c>.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Format">The message, with the problem's arguments at {0}, {1}, …</param>
internal sealed record ProblemKind(string Id, string Title, string Format)
{
    /// <summary>Whether the code is well defined nevertheless, if hardly as intended: it is a warning.</summary>
    public bool IsWarning { get; init; }
}
