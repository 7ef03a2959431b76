using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The statements of a generated method over numbers.</summary>
internal sealed class MethodBody
{
    /// <summary>What comes first: checks, and the numbers that are read before anything is written.</summary>
    public List<Statement> Head { get; } = [];

    /// <summary>The computation.</summary>
    public List<Statement> Work { get; } = [];

    /// <summary>What writes elements of the results, each from locals and what the method is given.</summary>
    public List<Statement> Results { get; } = [];

    /// <summary>What comes last: what is returned.</summary>
    public List<Statement> Tail { get; } = [];

    /// <summary>What the computation reads or writes beside its locals that are numbers.</summary>
    public List<MethodInput> Inputs { get; } = [];

    /// <summary>Everything, in order.</summary>
    public IReadOnlyList<Statement> Statements => [.. Head, .. Work, .. Results, .. Tail];

    /// <summary>Requires that no result is written over an input that is read where it is needed.</summary>
    public void RequireApart(DerivativeMember member, MemberParameter input)
    {
        if (input.Layout is not ScalarLayout.Sequence sequence)
        {
            return;
        }

        foreach (var output in member.Outputs.Where(output => output.Layout is ScalarLayout.Sequence other && other.ElementType == sequence.ElementType))
        {
            string name = Names.Escape(output.Name);
            Head.Add(new($"global::BackpropGen.Kernels.ScalarSpans.RequireApart<{sequence.ElementType}>({Names.Escape(input.Name)}, {name}, nameof({name}));"));
        }
    }

    /// <summary>Returns values; several as a tuple.</summary>
    public void Return(IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Tail.Add(new($"return {(values.Count == 1 ? values[0] : "(" + Names.List(values) + ")")};"));
        }
    }
}

/// <summary>What a part of a method is given: a parameter, a loop's counter, an array.</summary>
/// <param name="Name">Its name in the method.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">Whether it is a number that the computation writes.</param>
internal sealed record MethodInput(string Name, string Type, bool IsWritten = false);
