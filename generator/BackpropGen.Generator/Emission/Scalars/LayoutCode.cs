using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;

namespace BackpropGen.Generator.Emission;

/// <summary>The code that makes values of numbers.</summary>
internal static class LayoutCode
{
    /// <summary>A value of a layout, made of the next results.</summary>
    public static string Build(ScalarLayout layout, IReadOnlyList<string> results, ref int next)
    {
        if (layout is not ScalarLayout.Structure structure)
        {
            return results[next++];
        }

        var fields = new List<string>();
        foreach (var member in structure.Fields)
        {
            string value = Build(member.Layout, results, ref next);
            fields.Add(structure.Making == StructureMaking.Initializer ? member.Name + " = " + value : value);
        }

        return structure.Making switch
        {
            StructureMaking.Tuple => $"({Names.List(fields)})",
            StructureMaking.Constructor => $"new {structure.Type}({Names.List(fields)})",
            _ => $"new {structure.Type} {{ {Names.List(fields)} }}",
        };
    }

    /// <summary>The names of the fields that such code names.</summary>
    public static IEnumerable<string> Initialized(ScalarLayout layout) => layout switch
    {
        ScalarLayout.Sequence sequence => Initialized(sequence.Element),
        ScalarLayout.Structure { Making: StructureMaking.Initializer } structure => structure.Fields.SelectMany(static field => Initialized(field.Layout).Prepend(field.Name)),
        ScalarLayout.Structure structure => structure.Fields.SelectMany(static field => Initialized(field.Layout)),
        _ => [],
    };
}
