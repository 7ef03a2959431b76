namespace BackpropGen.Generator.Reading;

/// <summary>Where control goes at the end of a statement.</summary>
internal enum ScalarExit
{
    /// <summary>To the next statement.</summary>
    Next,

    /// <summary>To the loop's next round.</summary>
    Continue,

    /// <summary>Behind the loop or the switch.</summary>
    Break,

    /// <summary>Out of the method.</summary>
    Return,

    /// <summary>To whoever catches: the function has no value.</summary>
    Throw,
}
