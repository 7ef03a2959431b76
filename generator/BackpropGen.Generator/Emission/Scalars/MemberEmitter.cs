using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes one derivative of a method.</summary>
/// <param name="writer">Receives it.</param>
/// <param name="method">The method.</param>
/// <param name="mostInstructions">About how many instructions a method has at most.</param>
internal sealed class MemberEmitter(SourceWriter writer, DifferentiableMethod method, int mostInstructions)
{
    private readonly string _real = method.IsDouble ? "double" : "float";

    public void Write(DerivativeMember member)
    {
        var body = Body(member);
        var cut = MethodParts.Cut(body, member.Name + (method.Ordinal == 0 ? "" : Names.Number(method.Ordinal + 1)), Free, mostInstructions);
        MemberComments.Write(
            writer, member.Summary, member.Parameters.Select(static parameter => (parameter.Name, parameter.Description)), member.Returned.Select(static result => result.Description));
        Method($"{method.Accessibility} static {ReturnType(member)} {member.Name}({Names.List(member.Parameters.Select(Declaration))})", body.Statements);
        if (cut is not null)
        {
            Write(cut);
        }

        if (member is ExpressionMember { Pattern: { } pattern })
        {
            WritePattern(pattern);
        }
    }

    private static string ReturnType(DerivativeMember member) => member.Returned.Length switch
    {
        0 => "void",
        1 => member.Returned[0].Type,
        _ => $"({Names.List(member.Returned.Select(static result => result.Type + " " + result.Name))})",
    };

    private static string Declaration(MemberParameter parameter) =>
        (parameter.Direction == ParameterDirection.Out ? "out " : "") + parameter.Type + " " + Names.Escape(parameter.Name);

    private MethodBody Body(DerivativeMember member)
    {
        var precision = method.IsDouble ? Precision.Double : Precision.Single;
        var body = new MethodBody();
        foreach (var parameter in member.Parameters)
        {
            string name = Names.Escape(parameter.Name);
            body.Inputs.Add(new(name, parameter.Type, parameter.Direction == ParameterDirection.Out));
            if (parameter.Layout is ScalarLayout.Sequence sequence)
            {
                body.Head.Add(new($"global::BackpropGen.Kernels.ScalarSpans.RequireLength({name}.Length, {Names.Number(sequence.Length)}, nameof({name}));"));
            }
        }

        if (member is ProgramMember program)
        {
            LoopProgramEmitter.Write(body, program, precision);
        }
        else
        {
            ExpressionEmitter.Write(body, (ExpressionMember)member, precision);
        }

        return body;
    }

    private void Write(CutMethod cut)
    {
        foreach (var part in cut.Parts)
        {
            writer.Line();
            writer.Line(Attributes.OptimizedApart);
            var parameters = part.Inputs.Select(static input => (input.IsWritten ? "ref " : "") + input.Type + " " + input.Name);
            Method($"private static void {part.Name}({Names.List(parameters.Append($"ref {cut.Type} {cut.Kept}"))})", part.Statements);
        }

        writer.Line();
        writer.Open($"private struct {cut.Type}");
        if (cut.Count > 0)
        {
            writer.Line($"public {_real} {Names.List(Enumerable.Range(0, cut.Count).Select(KeptValues.Field))};");
        }

        writer.Close();
    }

    private void Method(string declaration, IReadOnlyList<Statement> statements)
    {
        writer.Open(declaration);
        foreach (string line in Statement.Lines(statements))
        {
            writer.Line(line);
        }

        writer.Close();
    }

    /// <summary>The name of a member, which the type has not.</summary>
    private string Free(string name)
    {
        while (method.Taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    private void WritePattern(SparsePattern pattern)
    {
        Property("Rows", "row", pattern.Rows);
        Property("Columns", "column", pattern.Columns);

        void Property(string suffix, string what, EquatableArray<int> places)
        {
            writer.Line();
            writer.Line($"/// <summary>The {what} of each element that {pattern.Method}SparseJacobian gives, from 0.</summary>");
            writer.Line($"{method.Accessibility} static global::System.ReadOnlySpan<int> {pattern.Method}Jacobian{suffix} => [{Names.List(places.Select(Names.Number))}];");
        }
    }
}
