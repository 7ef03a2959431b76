using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>Decides which methods are generated beside one marked <c>[Differentiable]</c>, and what each computes.</summary>
internal sealed class DerivativeMembers
{
    private static readonly string[] Ordinals = ["", "", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

    private readonly DifferentiableMethod _method;
    private readonly VectorFunction _function;
    private readonly MethodSignature _signature;
    private readonly DerivativeFormulas _formulas;

    private DerivativeMembers(DifferentiableMethod method, VectorFunction function, MethodSignature signature)
    {
        _method = method;
        _function = function;
        _signature = signature;
        _formulas = new DerivativeFormulas(_signature.Names);
    }

    private string Name => _method.Name;

    /// <summary>The members, in the order in which they are written.</summary>
    public static IEnumerable<DerivativeMember> Of(DifferentiableMethod method)
    {
        var signature = new MethodSignature(method);
        var members = signature.Chosen.Count == 0 ? []
            : method.Function is null ? ProgramMembers.Of(method, signature)
            : new DerivativeMembers(method, method.Function, signature).Members();
        return members.Select(static member => member.WithDistinctNames()).Where(member => !method.Taken.Contains(member.Name)
            && (member is not ExpressionMember { Pattern: not null } || !new[] { "Rows", "Columns" }.Any(name => method.Taken.Contains(method.Name + "Jacobian" + name))));
    }

    /// <summary>An order as part of a name; nothing for the first.</summary>
    public static string Ordinal(int order) => order < Ordinals.Length ? Ordinals[order] : "Order" + order.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<DerivativeMember> Members()
    {
        var kinds = _method.Request.Kinds;
        bool isScalar = _signature.IsScalar;
        return new (Derivatives Kind, bool Applies, System.Func<IEnumerable<DerivativeMember>> Make)[]
        {
            (Derivatives.First, true, First),
            (Derivatives.JacobianVectorProduct, true, () => [JacobianVectorProduct()]),
            (Derivatives.VectorJacobianProduct, true, () => [VectorJacobianProduct()]),
            (Derivatives.SparseJacobian, true, () => [SparseJacobian()]),
            (Derivatives.Hessian, isScalar, () => [Hessian()]),
            (Derivatives.HessianVectorProduct, isScalar, () => [HessianVectorProduct()]),
        }.Where(row => row.Applies && (kinds & row.Kind) != 0).SelectMany(static row => row.Make());
    }

    private IEnumerable<DerivativeMember> First() =>
        _signature.Chosen.Count == 1 && _signature.Chosen[0].Layout is ScalarLayout.Real ? Enumerable.Range(1, System.Math.Max(1, _method.Request.Order)).Select(Derivative)
        : _signature.IsScalar ? [Gradient()]
        : [Jacobian()];

    /// <summary>By one number: the derivative has the form of the value.</summary>
    private ExpressionMember Derivative(int order)
    {
        var function = _function.Derivative(_signature.ChosenArguments[0], order);
        string ordinal = Ordinal(order);
        string what = (order == 1 ? "derivative" : ordinal.ToLowerInvariant() + " derivative") + (_method.Parameters.Length > 1 ? $" by {_signature.Chosen[0].Name}" : "");
        return new ExpressionMember(
            Name + ordinal + "Derivative", $"The {what} of {Name}{_formulas.Suffix(function)}.",
            [.. _signature.Inputs, .. _signature.WrittenAs(static name => name + "Derivative", name => $"Receives the {what} of {name}")],
            [.. _signature.ReturnedAs("Derivative", $"The {what}.")], function);
    }

    private ExpressionMember Gradient()
    {
        var function = _function.WithJacobian(_signature.ChosenArguments);
        var description = Describe("The derivative by", function, 1);
        return new ExpressionMember(
            Name + "Gradient", $"The value of {Name} and its derivative by each {(_method.Request.By.IsEmpty ? "argument" : "chosen argument")}.",
            [.. _signature.Inputs, .. _signature.WrittenGradient(parameter => "Receives the derivative by each element of " + parameter.Name)],
            [.. _signature.ReturnedAs("Value", $"The value{_formulas.Suffix(_function)}."), .. _signature.ReturnedGradient(description)],
            function.Select([0, .. _signature.GradientOrder().Select(static i => i + 1)]));
    }

    private ExpressionMember Jacobian()
    {
        var function = _function.WithJacobian(_signature.ChosenArguments);
        int rows = _function.Outputs.Length, columns = _signature.ChosenArguments.Count;
        return new ExpressionMember(
            Name + "Jacobian", $"The value of {Name} and the derivative of each of its {rows.ToString(CultureInfo.InvariantCulture)} results by each argument.",
            [.. _signature.Inputs, .. Written(), _signature.Matrix("jacobian", rows * columns, Matrix("Jacobian", rows, columns))],
            [.. _signature.ReturnedAs("Value", "The value.")], function);
    }

    private ExpressionMember SparseJacobian()
    {
        var function = _function.WithJacobian(_signature.ChosenArguments);
        int rows = _function.Outputs.Length, columns = _signature.ChosenArguments.Count;
        int[] entries = [.. Enumerable.Range(0, rows * columns).Where(i => !function.IsZero(rows + i))];
        return new ExpressionMember(
            Name + "SparseJacobian", $"The value of {Name} and those derivatives of its results by its arguments that are not zero everywhere.",
            [
                .. _signature.Inputs, .. Written(),
                _signature.Matrix("elements", entries.Length, $"Receives the elements, at the rows {Name}JacobianRows and the columns {Name}JacobianColumns ({MethodSignature.Elements(entries.Length)})."),
            ],
            [.. _signature.ReturnedAs("Value", "The value.")], function.Select([.. Enumerable.Range(0, rows), .. entries.Select(i => rows + i)]))
        {
            Pattern = new SparsePattern(Name, [.. entries.Select(i => i / columns)], [.. entries.Select(i => i % columns)]),
        };
    }

    private ExpressionMember JacobianVectorProduct() => new(
        Name + "JacobianVectorProduct", $"The value of {Name} and its derivative along a direction (forward mode).",
        [.. _signature.Inputs, .. _signature.Directions, .. Written(), .. _signature.WrittenAs(static name => name + "Derivative", static name => $"Receives the derivative of {name}")],
        [.. _signature.ReturnedAs("Value", "The value."), .. _signature.ReturnedAs("Derivative", "The derivative along the direction.")],
        ReturnedFirst(_function.JacobianVectorProduct(_signature.ChosenArguments)));

    private ExpressionMember VectorJacobianProduct() => new(
        Name + "VectorJacobianProduct", $"The derivative by each argument of the results of {Name}, weighted by cotangents (reverse mode).",
        [.. _signature.Inputs, .. _signature.Cotangents, .. _signature.WrittenGradient(static parameter => "Receives the derivative by each element of " + parameter.Name)],
        [.. _signature.ReturnedGradient(static parameter => $"The derivative by {parameter.Name}.")],
        _function.VectorJacobianProduct(_signature.ChosenArguments).Select([.. _signature.GradientOrder()]));

    private ExpressionMember Hessian()
    {
        int count = _signature.ChosenArguments.Count;
        return new ExpressionMember(
            Name + "Hessian", $"The value of {Name}, its gradient and its second derivatives.",
            [
                .. _signature.Inputs,
                _signature.Matrix("gradient", count, $"Receives the derivative by each argument ({MethodSignature.Elements(count)})."),
                _signature.Matrix("hessian", count * count, Matrix("symmetric matrix of second derivatives", count, count)),
            ],
            [.. _signature.ReturnedAs("Value", "The value.")], _function.WithHessian(_signature.ChosenArguments));
    }

    private ExpressionMember HessianVectorProduct() => new(
        Name + "HessianVectorProduct", $"The derivative of the gradient of {Name} along a direction.",
        [.. _signature.Inputs, .. _signature.Directions, .. _signature.WrittenGradient(static parameter => "Receives the product's part for " + parameter.Name)],
        [.. _signature.ReturnedGradient(static parameter => $"The product's part for {parameter.Name}.")],
        _function.HessianVectorProduct(_signature.ChosenArguments).Select([.. _signature.GradientOrder()]));

    private IEnumerable<MemberParameter> Written() => _signature.WrittenAs(static name => name, static name => $"Receives {name}");

    /// <summary>Values, then derivatives of the same form: what is returned of both comes before what is written of both.</summary>
    private VectorFunction ReturnedFirst(VectorFunction function)
    {
        int count = _function.Outputs.Length, returned = _method.Returned?.Count ?? 0;
        return function.Select(
        [
            .. Enumerable.Range(0, returned), .. Enumerable.Range(count, returned),
            .. Enumerable.Range(returned, count - returned), .. Enumerable.Range(count + returned, count - returned),
        ]);
    }

    /// <summary>Describes the derivative by a parameter; with its formula where that is one number.</summary>
    private System.Func<ScalarParameter, string> Describe(string what, VectorFunction function, int first) => parameter =>
    {
        int place = first + _signature.Chosen.TakeWhile(other => other != parameter).Sum(static other => other.Layout.Count);
        return $"{what} {parameter.Name}{(parameter.Layout is ScalarLayout.Real ? _formulas.Suffix(function, place) : "")}.";
    };

    internal static string Matrix(string name, int rows, int columns) =>
        System.FormattableString.Invariant($"Receives the {name}, row by row ({rows} × {columns} elements).");
}
