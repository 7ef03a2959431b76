namespace BackpropGen.Generator.Symbolics;

/// <summary>C# that computes scalar functions.</summary>
/// <param name="Statements">Declarations of the values used more than once, in order, each ending with a semicolon.</param>
/// <param name="Results">One expression for each function.</param>
internal sealed record ScalarCode(EquatableArray<string> Statements, EquatableArray<string> Results)
{
    /// <summary>The first number that no local's name has, for code in the same scope.</summary>
    public int NextLocal { get; init; }

    /// <summary>The expression of the only function.</summary>
    public string Result => Results[0];
}
