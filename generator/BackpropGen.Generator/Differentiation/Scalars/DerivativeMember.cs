using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>A method to generate beside one marked <c>[Differentiable]</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it computes, as text; code in it stands between <c>`</c>.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Returned">What it returns; several are a tuple.</param>
internal abstract record DerivativeMember(string Name, string Summary, EquatableArray<MemberParameter> Parameters, EquatableArray<MemberResult> Returned)
{
    /// <summary>The member with the names of its parameters, and of what it returns, told apart: the method may have a parameter
    /// <c>jacobian</c>, or both <c>x</c> and <c>X</c>. The method's own parameters, which come first, keep theirs.</summary>
    public DerivativeMember WithDistinctNames()
    {
        HashSet<string> parameters = [], results = [];
        return this with
        {
            Parameters = [.. Parameters.Select(parameter => parameter with { Name = DistinctNames.Add(parameters, parameter.Name) })],
            Returned = [.. Returned.Select(result => result with { Name = DistinctNames.Add(results, result.Name) })],
        };
    }

    /// <summary>The parameters that are read.</summary>
    public IEnumerable<MemberParameter> Inputs => Parameters.Where(static parameter => parameter.Direction == ParameterDirection.Input);

    /// <summary>The parameters that are written.</summary>
    public IEnumerable<MemberParameter> Outputs => Parameters.Where(static parameter => parameter.Direction != ParameterDirection.Input);
}

/// <summary>A generated method whose results are expressions of its arguments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it computes, as text; code in it stands between <c>`</c>.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Returned">What it returns; several are a tuple.</param>
/// <param name="Function">What it computes: its arguments are the reals of the input parameters in order, its results those of what is
/// returned, then of the parameters written, in order.</param>
internal sealed record ExpressionMember(
    string Name, string Summary, EquatableArray<MemberParameter> Parameters, EquatableArray<MemberResult> Returned, VectorFunction Function)
    : DerivativeMember(Name, Summary, Parameters, Returned)
{
    // More elements than this are read where they are used: as locals they would only be spilled.
    private const int MostLocals = 24;

    /// <summary>Where the elements of a sparse matrix are; null where there is none.</summary>
    public SparsePattern? Pattern { get; init; }

    /// <summary>Whether an input's numbers are read where they are used, not at the start.</summary>
    public static bool IsReadInPlace(MemberParameter input) => input.Layout is not ScalarLayout.Sequence || input.Layout.Count > MostLocals;

    /// <summary>Whether an output is cleared as a whole, since many of its numbers are zero: they are not written one by one.</summary>
    /// <param name="output">The layout of the output.</param>
    /// <param name="first">Which of the function's results its first number is.</param>
    public bool IsCleared(ScalarLayout.Sequence output, int first) => output is { Element: ScalarLayout.Real, Length: > 4 }
        && Enumerable.Range(first, output.Length).Count(Function.IsZero) * 4 > output.Length;
}

/// <summary>A generated method that keeps the loops of the method it is made from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it computes, as text; code in it stands between <c>`</c>.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Returned">What it returns; several are a tuple.</param>
/// <param name="Program">What it computes: its inputs are the reals of the input parameters in order.</param>
/// <param name="Results">For each real that is returned, then of the parameters written, in order, which of the program's results it is.</param>
internal sealed record ProgramMember(
    string Name, string Summary, EquatableArray<MemberParameter> Parameters, EquatableArray<MemberResult> Returned, ScalarProgram Program, EquatableArray<int> Results)
    : DerivativeMember(Name, Summary, Parameters, Returned)
{
    // In elements: 8 KB of a thread's stack, of double.
    private const int LargestStackAllocation = 1024;

    /// <summary>The number of elements that rounds leave behind.</summary>
    public int TapeLength => Program.UsedArrays.Sum(array => Program.Arrays[array].Constants.IsEmpty ? Program.Arrays[array].Length : 0);

    /// <summary>Whether they lie in memory that is rented, not on the stack.</summary>
    public bool RentsTapes => TapeLength > LargestStackAllocation;
}

/// <summary>A parameter of a generated method.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">Its type as source text needs it.</param>
/// <param name="Layout">How real numbers lie in it.</param>
/// <param name="Direction">Whether the method reads or writes it.</param>
/// <param name="Description">What it is, as text.</param>
internal sealed record MemberParameter(string Name, string Type, ScalarLayout Layout, ParameterDirection Direction, string Description);

/// <summary>A part of what a generated method returns.</summary>
/// <param name="Name">Its name in a tuple.</param>
/// <param name="Type">Its type as source text needs it.</param>
/// <param name="Layout">How real numbers lie in it.</param>
/// <param name="Description">What it is, as text.</param>
internal sealed record MemberResult(string Name, string Type, ScalarLayout Layout, string Description);

/// <summary>The places of the elements of a sparse Jacobian.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Rows">The row of each element, from 0: which result.</param>
/// <param name="Columns">The column of each element, from 0: which argument.</param>
internal sealed record SparsePattern(string Method, EquatableArray<int> Rows, EquatableArray<int> Columns);
