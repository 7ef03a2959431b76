namespace BackpropGen.Generator.Models;

/// <summary>A parameter of a method marked <c>[Differentiable]</c>.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">Its type as source text needs it, without modifiers: <c>global::System.ReadOnlySpan&lt;double&gt;</c>.</param>
/// <param name="Layout">How real numbers lie in it.</param>
/// <param name="Direction">Whether the method reads or writes it.</param>
internal sealed record ScalarParameter(string Name, string Type, ScalarLayout Layout, ParameterDirection Direction);

/// <summary>Whether a method reads or writes a parameter.</summary>
internal enum ParameterDirection
{
    /// <summary>By value or <c>in</c>; a read-only span or an array.</summary>
    Input,

    /// <summary>A writable span: the method's result, every element of which it writes.</summary>
    OutputSpan,

    /// <summary>An <c>out</c> parameter.</summary>
    Out,
}
