using System.Globalization;
using BackpropGen.Generator.Differentiation;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Writes a method from the columns of many points, one after the other, to the columns of the results, that calls a batched member.</summary>
internal static class BatchAdapter
{
    public static string Of(string name, BatchedMember member, bool isDouble)
    {
        string real = isDouble ? "double" : "float";
        int start = 0;
        var statements = new List<string>();
        var arguments = new List<string>();
        var results = new List<string>();
        if (member.HasCount)
        {
            arguments.Add("n");
        }

        foreach (var column in member.Columns)
        {
            string local = "c" + arguments.Count.ToString(CultureInfo.InvariantCulture), components = column.Components.ToString(CultureInfo.InvariantCulture);
            if (column.IsOutput)
            {
                // What a caller's memory held before must not matter.
                statements.Add($"var {local} = new {real}[{components} * n]; System.Array.Fill({local}, 777);");
                results.Add($".. System.Array.ConvertAll({local}, static value => (double)value)");
            }
            else
            {
                statements.Add($"var {local} = System.Array.ConvertAll(v[({start.ToString(CultureInfo.InvariantCulture)} * n)..({(start + column.Components).ToString(CultureInfo.InvariantCulture)} * n)], static value => ({real})value);");
                start += column.Components;
            }

            arguments.Add(local);
        }

        return $"public static double[] {name}(int n, double[] v) {{ {string.Join(" ", statements)} {member.Name}({string.Join(", ", arguments)}); return [{string.Join(", ", results)}]; }}";
    }
}
