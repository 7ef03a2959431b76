using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes one derivative of a method.</summary>
internal sealed class MemberEmitter(SourceWriter writer, DifferentiableMethod method)
{
    private readonly Precision _precision = method.IsDouble ? Precision.Double : Precision.Single;

    public void Write(DerivativeMember member)
    {
        MemberComments.Write(
            writer, member.Summary, member.Parameters.Select(static parameter => (parameter.Name, parameter.Description)), member.Returned.Select(static result => result.Description));
        writer.Open($"{method.Accessibility} static {ReturnType(member)} {member.Name}({Names.List(member.Parameters.Select(Declaration))})");
        foreach (var parameter in member.Parameters)
        {
            if (parameter.Layout is ScalarLayout.Sequence sequence)
            {
                writer.Line($"global::BackpropGen.Kernels.ScalarSpans.RequireLength({Names.Escape(parameter.Name)}.Length, {Names.Number(sequence.Length)}, nameof({Names.Escape(parameter.Name)}));");
            }
        }

        if (member is ProgramMember program)
        {
            foreach (var input in program.Inputs)
            {
                RequireApart(program, input);
            }

            int next = 0;
            var locals = LoopProgramEmitter.Write(writer, program, _precision).ToEquatableArray();
            var returned = new List<string>();
            foreach (var result in program.Returned)
            {
                returned.Add(Build(result.Layout, locals, ref next));
            }

            Return(returned);
            writer.Close();
            return;
        }

        var expression = (ExpressionMember)member;
        var arguments = ReadInputs(expression);
        // The names behind the arguments are only kept clear of.
        var code = expression.Function.ToScalarCode([.. arguments, .. member.Parameters.Select(static parameter => parameter.Name)], _precision);
        foreach (string statement in code.Statements)
        {
            writer.Line(statement);
        }

        WriteResults(expression, code);
        writer.Close();
        if (expression.Pattern is not null)
        {
            WritePattern(expression.Pattern);
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

    /// <summary>The code of each argument. Elements of spans become locals: a result may be written over an input.</summary>
    private List<string> ReadInputs(ExpressionMember member)
    {
        var taken = new HashSet<string>(member.Parameters.Select(static parameter => parameter.Name));
        var used = member.Function.UsedArguments;
        var arguments = new List<string>();
        foreach (var parameter in member.Inputs)
        {
            string name = Names.Escape(parameter.Name);
            if (ExpressionMember.IsReadInPlace(parameter))
            {
                arguments.AddRange(parameter.Layout.Leaves(name));
                RequireApart(member, parameter);
                continue;
            }

            string prefix = parameter.Name;
            while (Enumerable.Range(0, parameter.Layout.Count).Any(i => taken.Contains(prefix + Names.Number(i))))
            {
                prefix += "_";
            }

            int element = 0;
            foreach (string leaf in parameter.Layout.Leaves(name))
            {
                string local = prefix + Names.Number(element++);
                if (used[arguments.Count])
                {
                    writer.Line($"var {local} = {leaf};");
                }

                taken.Add(local);
                arguments.Add(local);
            }
        }

        return arguments;
    }

    private void RequireApart(DerivativeMember member, MemberParameter input)
    {
        if (input.Layout is not ScalarLayout.Sequence sequence)
        {
            return;
        }

        foreach (var output in member.Outputs.Where(output => output.Layout is ScalarLayout.Sequence other && other.ElementType == sequence.ElementType))
        {
            writer.Line($"global::BackpropGen.Kernels.ScalarSpans.RequireApart<{sequence.ElementType}>({Names.Escape(input.Name)}, {Names.Escape(output.Name)}, nameof({Names.Escape(output.Name)}));");
        }
    }

    private void WriteResults(ExpressionMember member, ScalarCode code)
    {
        int next = 0;
        var returned = new List<string>();
        foreach (var result in member.Returned)
        {
            returned.Add(Build(result.Layout, code.Results, ref next));
        }

        foreach (var output in member.Outputs)
        {
            WriteOutput(member, output, code, ref next);
        }

        Return(returned);
    }

    private void Return(List<string> returned)
    {
        if (returned.Count > 0)
        {
            writer.Line($"return {(returned.Count == 1 ? returned[0] : "(" + Names.List(returned) + ")")};");
        }
    }

    private void WriteOutput(ExpressionMember member, MemberParameter output, ScalarCode code, ref int next)
    {
        string name = Names.Escape(output.Name);
        if (output.Layout is not ScalarLayout.Sequence sequence)
        {
            writer.Line($"{name} = {Build(output.Layout, code.Results, ref next)};");
            return;
        }

        bool isCleared = member.IsCleared(sequence, next);
        if (isCleared)
        {
            writer.Line($"{name}.Clear();");
        }

        for (int i = 0; i < sequence.Length; i++)
        {
            bool isZero = isCleared && member.Function.IsZero(next);
            string value = Build(sequence.Element, code.Results, ref next);
            if (!isZero)
            {
                writer.Line($"{name}[{Names.Number(i)}] = {value};");
            }
        }
    }

    /// <summary>A value of a layout, made of the next results.</summary>
    private static string Build(ScalarLayout layout, EquatableArray<string> results, ref int next)
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
