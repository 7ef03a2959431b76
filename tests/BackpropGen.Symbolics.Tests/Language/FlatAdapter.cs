using System.Globalization;
using BackpropGen.Generator.Models;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Writes a method from an array of reals to an array of reals that calls another one through the layouts of its parameters.</summary>
internal static class FlatAdapter
{
    public static string Of(string name, bool isDouble, (ScalarLayout Layout, ParameterDirection Direction)[] parameters, ScalarLayout[] returned)
    {
        int next = 0;
        var statements = new List<string>();
        var arguments = new List<string>();
        var results = new List<string>();
        for (int i = 0; i < returned.Length; i++)
        {
            results.AddRange(returned[i].Leaves(returned.Length == 1 ? "result" : $"result.Item{i + 1}"));
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            var (layout, direction) = parameters[i];
            string argument = "a" + i.ToString(CultureInfo.InvariantCulture);
            if (direction == ParameterDirection.Input)
            {
                statements.Add($"var {argument} = {Build(layout, isDouble, ref next)};");
            }
            else if (layout is ScalarLayout.Sequence sequence)
            {
                // What a caller's memory held before must not matter.
                statements.Add($"var {argument} = new {sequence.ElementType}[{sequence.Length}];");
                statements.Add($"System.Runtime.InteropServices.MemoryMarshal.AsBytes<{sequence.ElementType}>({argument}).Fill(255);");
            }

            arguments.Add(direction == ParameterDirection.Out ? "out var " + argument : argument);
            results.AddRange(direction == ParameterDirection.Input ? [] : layout.Leaves(argument));
        }

        string call = $"{name}({string.Join(", ", arguments)});";
        return $"public static double[] Run{name}(double[] v) {{ {string.Join(" ", statements)} {(returned.Length > 0 ? "var result = " : "")}{call} return new double[] {{ {string.Join(", ", results)} }}; }}";
    }

    private static string Build(ScalarLayout layout, bool isDouble, ref int next)
    {
        var parts = new List<string>();
        switch (layout)
        {
            case ScalarLayout.Sequence sequence:
                for (int i = 0; i < sequence.Length; i++)
                {
                    parts.Add(Build(sequence.Element, isDouble, ref next));
                }

                return $"new {sequence.ElementType}[] {{ {string.Join(", ", parts)} }}";
            case ScalarLayout.Structure structure:
                foreach (var field in structure.Fields)
                {
                    string value = Build(field.Layout, isDouble, ref next);
                    parts.Add(structure.Making == StructureMaking.Initializer ? $"{field.Name} = {value}" : value);
                }

                return structure.Making switch
                {
                    StructureMaking.Tuple => $"({string.Join(", ", parts)})",
                    StructureMaking.Constructor => $"new {structure.Type}({string.Join(", ", parts)})",
                    _ => $"new {structure.Type} {{ {string.Join(", ", parts)} }}",
                };
            default:
                return (isDouble ? "" : "(float)") + $"v[{(next++).ToString(CultureInfo.InvariantCulture)}]";
        }
    }
}
