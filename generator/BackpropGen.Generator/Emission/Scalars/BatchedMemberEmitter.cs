using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes one derivative of a method over many points: a loop over vectors of them, the last one filled up.</summary>
internal sealed class BatchedMemberEmitter(SourceWriter writer, DifferentiableMethod method)
{
    private readonly string _real = method.IsDouble ? "double" : "float";

    public void Write(BatchedMember member)
    {
        var parameters = member.Columns.Select(static column => (column.Name, column.Description));
        MemberComments.Write(writer, member.Summary, member.HasCount ? parameters.Prepend((CountName(member), "The number of points.")) : parameters, []);
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        string count = CountName(member);
        var declared = member.Columns.Select(column => $"global::System.{(column.IsOutput ? "" : "ReadOnly")}Span<{_real}> {Names.Escape(column.Name)}");
        writer.Open($"{method.Accessibility} static void {member.Name}({Names.List(member.HasCount ? declared.Prepend("int " + count) : declared)})");
        if (!member.HasCount)
        {
            writer.Line($"int {count} = {Names.Escape(member.Columns[0].Name)}.Length;");
        }

        foreach (var column in member.Columns.Skip(member.HasCount ? 0 : 1))
        {
            string name = Names.Escape(column.Name);
            writer.Line($"global::BackpropGen.Kernels.ScalarSpans.RequireLength({name}.Length, {(column.Components > 1 ? Names.Number(column.Components) + " * " + count : count)}, nameof({name}));");
        }

        string index = Free(member, "i");
        writer.Open($"for (int {index} = 0; {index} < {count}; {index} += global::System.Numerics.Vector<{_real}>.Count)");
        WriteRound(member, index, count);
        writer.Close();
        writer.Close();
    }

    private void WriteRound(BatchedMember member, string index, string count)
    {
        var used = member.Function.UsedArguments;
        var arguments = new List<string>();
        foreach (var column in member.Inputs)
        {
            for (int k = 0; k < column.Components; k++)
            {
                string local = Free(member, Names.Local(column.Name) + (column.Components > 1 ? Names.Number(k) : "s"));
                if (used[arguments.Count])
                {
                    writer.Line($"var {local} = global::BackpropGen.Kernels.ScalarSpans.Load({Slice(column, k, count)}, {index});");
                }

                arguments.Add(local);
            }
        }

        var code = member.Function.ToVectorCode(
            [.. arguments, .. member.Columns.Select(static column => column.Name), index, count], method.IsDouble ? Precision.Double : Precision.Single, CodeForm.Vector);
        foreach (string statement in code.Statements)
        {
            writer.Line(statement);
        }

        int next = 0;
        foreach (var column in member.Outputs)
        {
            for (int k = 0; k < column.Components; k++)
            {
                writer.Line($"global::BackpropGen.Kernels.ScalarSpans.Store({code.Results[next++]}, {Slice(column, k, count)}, {index});");
            }
        }
    }

    private static string Slice(BatchColumn column, int component, string count)
    {
        string name = Names.Escape(column.Name);
        string start = component switch
        {
            0 => "0",
            1 => count,
            _ => Names.Number(component) + " * " + count,
        };
        return column.Components == 1 ? name : $"{name}.Slice({start}, {count})";
    }

    private static string CountName(BatchedMember member) => Free(member, "count");

    private static string Free(BatchedMember member, string name)
    {
        // The column 'a' has no local 'as'.
        while (member.Columns.Any(column => column.Name == name) || Names.Escape(name) != name)
        {
            name += "_";
        }

        return name;
    }
}
