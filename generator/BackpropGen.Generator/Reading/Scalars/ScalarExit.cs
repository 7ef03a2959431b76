namespace BackpropGen.Generator.Reading;

/// <summary>Where control goes at the end of statements that do not return.</summary>
internal enum ScalarExit
{
    /// <summary>To the next statement.</summary>
    Next,

    /// <summary>To the loop's next round.</summary>
    Continue,

    /// <summary>Behind the loop.</summary>
    Break,
}
