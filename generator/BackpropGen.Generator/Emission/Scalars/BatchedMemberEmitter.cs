using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes one derivative of a method over many points: what is called, which checks the lengths, and the struct that computes a
/// register of points at a time.</summary>
internal sealed class BatchedMemberEmitter(SourceWriter writer, DifferentiableMethod method)
{
    private readonly string _real = method.IsDouble ? "double" : "float";

    public void Write(BatchedMember member)
    {
        var parameters = member.Columns.Select(static column => (column.Name, column.Description));
        string count = CountName(member);
        MemberComments.Write(writer, member.Summary, member.HasCount ? parameters.Prepend((count, "The number of points.")) : parameters, []);
        var declared = member.Columns.Select(column => $"{BatchEmitter.SpanOf(column, _real)} {Names.Escape(column.Name)}");
        writer.Open($"{method.Accessibility} static void {member.Name}({Names.List(member.HasCount ? declared.Prepend("int " + count) : declared)})");
        if (!member.HasCount)
        {
            writer.Line($"int {count} = {Names.Escape(member.Columns[0].Name)}.Length;");
        }

        foreach (var column in member.Columns.Skip(member.HasCount ? 0 : 1))
        {
            string name = Names.Escape(column.Name);
            writer.Line($"global::BackpropGen.Kernels.ScalarSpans.RequireLength({name}.Length, {(column.Components > 1 ? Names.Number(column.Components) + "L * " + count : count)}, nameof({name}));");
        }

        string type = TypeName(member);
        var batch = new BatchEmitter(writer, member, method.IsDouble, type);
        writer.Line($"global::BackpropGen.Kernels.Batch.Run<{_real}, {type}>(new() {{ {Names.List(batch.Fields.Select(static field => $"{field.Name} = {Names.Escape(field.Column.Name)}"))} }}, {count});");
        writer.Close();
        writer.Line();
        batch.Write();
    }

    private static string CountName(BatchedMember member)
    {
        string name = "count";
        while (member.Columns.Any(column => column.Name == name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>The struct's name, which the type has not and other overloads do not take.</summary>
    private string TypeName(BatchedMember member)
    {
        string name = member.Name + "Batch" + (method.Ordinal == 0 ? "" : Names.Number(method.Ordinal + 1));
        while (method.Taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
