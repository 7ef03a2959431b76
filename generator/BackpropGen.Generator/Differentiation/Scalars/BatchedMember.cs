using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>A generated method over many points: each number of its parameters and results is a column, a span with one element a point.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it computes, as text.</param>
/// <param name="HasCount">Whether the number of points is a parameter of its own: columns of several components do not tell it.</param>
/// <param name="Columns">Its columns, in the order of the parameters.</param>
/// <param name="Function">What it computes at each point: its arguments are the components of the columns read, its results those of the
/// columns written, in order.</param>
internal sealed record BatchedMember(string Name, string Summary, bool HasCount, EquatableArray<BatchColumn> Columns, VectorFunction Function)
{
    /// <summary>The columns that are read.</summary>
    public IEnumerable<BatchColumn> Inputs => Columns.Where(static column => !column.IsOutput);

    /// <summary>The columns that are written.</summary>
    public IEnumerable<BatchColumn> Outputs => Columns.Where(static column => column.IsOutput);

    /// <summary>The methods of a differentiable method over many points, itself among them.</summary>
    public static IEnumerable<BatchedMember> Of(DifferentiableMethod method) => (method.Request.Kinds & Derivatives.Batched) == 0 || method.Function is null
        ? []
        : DerivativeMembers.Of(method).OfType<ExpressionMember>().Where(static member => member.Pattern is null)
            .Prepend(MethodSignature.Itself(method, method.Function)).Select(Of);

    private static BatchedMember Of(ExpressionMember member)
    {
        var inputs = member.Inputs.SelectMany(static parameter => ColumnsOf(parameter.Name, parameter.Layout, isOutput: false, parameter.Description));
        var returned = member.Returned.SelectMany(static result => ColumnsOf(Camel(result.Name), result.Layout, isOutput: true, "Receives " + char.ToLowerInvariant(result.Description[0]) + result.Description.Substring(1)));
        var written = member.Outputs.SelectMany(static parameter => ColumnsOf(parameter.Name, parameter.Layout, isOutput: true, parameter.Description));
        HashSet<string> names = [];
        BatchColumn[] columns = [.. inputs.Concat(returned).Concat(written).Select(column => column with { Name = DistinctNames.Add(names, column.Name) })];
        return new BatchedMember(
            member.Name, member.Summary.TrimEnd('.') + ", at many points at once.", columns.Any(static column => column.Components > 1), [.. columns], member.Function);
    }

    private static IEnumerable<BatchColumn> ColumnsOf(string name, ScalarLayout layout, bool isOutput, string description) => layout switch
    {
        ScalarLayout.Structure structure => structure.Fields.SelectMany(member => ColumnsOf(
            name + MethodSignature.Pascal(member.Name.TrimStart('@')), member.Layout, isOutput, $"{member.Name} of: {description}")),
        _ => [new BatchColumn(name, layout.Count, isOutput, description)],
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}

/// <summary>A column of a batch.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Components">The numbers a point has in it: component k of all points lies before component k + 1.</param>
/// <param name="IsOutput">Whether it is written.</param>
/// <param name="Description">What it is, as text.</param>
internal sealed record BatchColumn(string Name, int Components, bool IsOutput, string Description);
