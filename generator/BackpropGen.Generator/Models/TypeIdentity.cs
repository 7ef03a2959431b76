namespace BackpropGen.Generator.Models;

/// <summary>The name of a type to extend, as source text needs it.</summary>
/// <param name="Namespace">Dotted and escaped (<c>@event</c>); empty for the global namespace.</param>
/// <param name="Declarations">The declarations to reopen, outermost first, each with keyword and type parameters, as
/// <c>public sealed partial class</c> is not repeated but <c>partial class Outer&lt;T&gt;</c> or <c>partial record struct Point</c>.</param>
/// <param name="Name">The innermost type's simple name, escaped.</param>
/// <param name="HintName">A file name for the generated source, unique in the compilation and bounded, without extension.</param>
/// <param name="Accessibility">The type's accessibility, <c>public</c> or <c>internal</c>: that of its generated nested types' documentation.</param>
/// <param name="CanCreate">Whether the type can be made by a parameterless constructor: then it gets <c>Load</c>.</param>
internal sealed record TypeIdentity(
    string Namespace, EquatableArray<string> Declarations, string Name, string HintName, string Accessibility, bool CanCreate);
