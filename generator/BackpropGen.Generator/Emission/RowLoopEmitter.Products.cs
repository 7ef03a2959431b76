using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <content>The products of the loop.</content>
internal sealed partial class RowLoopEmitter
{
    private void WriteProduct(ProductStep step, ProductForm form, Arrival arrival)
    {
        if (form.Kind == ProductKind.TransposedTimes)
        {
            WriteSums(step);
            return;
        }

        bool isRow = step.Columns.Length > 1;
        var (left, right) = (step.Accesses[1], step.Accesses[2]);
        string[] factors = isRow ? [Rows(left.Buffer), Shared(right)] : [Register(left, isRow: true), Register(right, isRow: true)];
        string[] others = [.. step.Accesses.Skip(3).Zip(form.Operands.Skip(1), (access, reach) => Register(access, isRow && reach is Reach.Element or Reach.Column))];
        string value = isRow ? Times(step, form, factors, others) : $"{Row("Sum")}({factors[0]} * {factors[1]})";
        if (step.Epilogue is { } function)
        {
            string product = _scope.Fresh("product");
            _body.Add($"var {product} = {value};");
            _scope.WaitsFor(product, arrival.Product);
            value = _scope.Print(function, [product, .. others], _body);
        }

        Assign(step.Accesses[0], value, isRow, arrival.Result);
    }

    private string Times(ProductStep step, ProductForm form, string[] factors, string[] others)
    {
        string shape = $"<V, {type}, {functions.NameOf(step.Inner.Length)}, {functions.NameOf(step.Columns.Length)}>";
        return form.Start is { } start
            ? $"Kernels::Row.TimesPlus{shape}({factors[0]}, i, {factors[1]}, {others[start - 1]})"
            : $"Kernels::Row.Times{shape}({factors[0]}, i, {factors[1]})";
    }

    /// <summary>A product that is summed over the samples, a row of it or more.</summary>
    private void WriteSums(ProductStep step)
    {
        var (result, left, right) = (step.Accesses[0], step.Accesses[1], step.Accesses[2]);
        int rows = step.Rows.Length, columns = step.Columns.Length;
        if (rows == 1 || columns == 1)
        {
            AddProduct(result, Register(left, rows > 1), Register(right, columns > 1), rows * columns > 1);
            return;
        }

        string factors = functions.NameOf(rows), value = Register(right, isRow: true);
        for (int row = 0; row < rows; row++)
        {
            string sum = Total(result, isRow: true, row: row);
            _body.Add($"{sum} = V.MultiplyAdd(Kernels::Row.Number<V, {type}, {factors}>({Rows(left.Buffer)}, i, {Names.Number(row)}), {value}, {sum});");
        }
    }

    private void AddProduct(Access target, string left, string right, bool isRow)
    {
        string name = Total(target, isRow);
        _body.Add($"{name} = V.MultiplyAdd({left}, {right}, {name});");
    }
}
