using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Steps of few columns, and of single numbers.</summary>
internal sealed partial class StepEmitter
{
    /// <summary>A single number as an assignment; null where it takes several statements.</summary>
    private string? Expression(LoopStep step, BufferScope scope)
    {
        string Element(Access access) => $"{scope.NameOf(access.Buffer)}[{Names.Number(access.Offset)}]";
        var code = step.Function.ToScalarCode([.. step.Accesses.Skip(1).Select(Element)], type == "double" ? Precision.Double : Precision.Single);
        return code.Body.Count == 0 ? $"{Element(step.Accesses[0])} = {code.Result};" : null;
    }

    private void WriteBlock(LoopStep step, BlockForm form, BufferScope scope)
    {
        string method = (form.Target, step.Kind) switch
        {
            (Reach.Element, _) => "Map",
            (Reach.Row, LoopKind.Max) => "RowMaxima",
            (Reach.Row, _) => "RowSums",
            (Reach.Column, _) => "ColumnSums",
            _ => "Total",
        };
        IEnumerable<string> arguments = [form.Rows.ToString(), .. step.Accesses.Select(access => Span(access, [], scope))];
        writer.Line($"Kernels::SmallBlock.{method}<{type}, {functions.NameOf(form.Columns)}, {functions.NameOf(step.Function, form.Operands)}>({Names.List(arguments)});");
    }

    private void WriteSmallProduct(ProductStep step, ProductForm form, BufferScope scope)
    {
        var (count, first, second) = form.Kind == ProductKind.TransposedTimes
            ? (step.Inner, step.Rows, step.Columns)
            : (step.Rows, step.Columns, step.Inner);
        string types = $"{type}, {functions.NameOf(first.Length)}, {functions.NameOf(second.Length)}";
        if (step.Epilogue is { } function)
        {
            types += ", " + functions.NameOf(function, form.Operands);
        }

        string[] spans = [.. step.Accesses.Select(access => Span(access, [], scope))];
        IEnumerable<string> arguments = [count.ToString(), spans[1], spans[2], spans[0], .. spans.Skip(3)];
        writer.Line($"Kernels::SmallProduct.{form.Kind}<{types}>({Names.List(arguments)});");
    }
}
