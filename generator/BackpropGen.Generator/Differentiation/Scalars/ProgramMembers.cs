using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The methods generated beside a differentiable method that is too long to be one expression: its loops are kept.</summary>
internal sealed class ProgramMembers
{
    private readonly DifferentiableMethod _method;
    private readonly ScalarProgram _program;
    private readonly MethodSignature _signature;
    private readonly int _values;
    private readonly int _arity;

    private ProgramMembers(DifferentiableMethod method, ScalarProgram program, MethodSignature signature)
    {
        _method = method;
        _program = program;
        _signature = signature;
        _arity = program.Arity;
        _values = program.Arrays[ScalarProgram.Results].Length;
    }

    private string Name => _method.Name;

    /// <summary>Who asks for all that there is is told what there is not.</summary>
    private string Absent => (_method.Request.Kinds & (Derivatives.Batched | Derivatives.SparseJacobian)) == 0 ? ""
        : $" The loops of {Name} are kept, so there are no batched and no sparse forms of it.";

    /// <summary>The members; none of the sparse and batched forms.</summary>
    public static IEnumerable<DerivativeMember> Of(DifferentiableMethod method, MethodSignature signature)
    {
        var members = new ProgramMembers(method, method.Program!, signature);
        var kinds = method.Request.Kinds;
        return new (Derivatives Kind, bool Applies, System.Func<DerivativeMember> Make)[]
        {
            (Derivatives.First, true, members.First),
            (Derivatives.JacobianVectorProduct, true, members.JacobianVectorProduct),
            (Derivatives.VectorJacobianProduct, true, members.VectorJacobianProduct),
            (Derivatives.Hessian, signature.IsScalar, members.Hessian),
            (Derivatives.HessianVectorProduct, signature.IsScalar, members.HessianVectorProduct),
        }.Where(row => row.Applies && (kinds & row.Kind) != 0).Select(static row => row.Make());
    }

    private DerivativeMember First() =>
        _signature.Chosen.Count == 1 && _signature.Chosen[0].Layout is ScalarLayout.Real ? Derivative()
        : _signature.IsScalar ? Gradient()
        : Jacobian();

    private ProgramMember Derivative() => Member(
        Name + "Derivative", $"The derivative of {Name} by {_signature.Chosen[0].Name}.{Absent}",
        [.. _signature.Inputs, .. _signature.WrittenAs(static name => name + "Derivative", static name => $"Receives the derivative of {name}")],
        [.. _signature.ReturnedAs("Derivative", "The derivative.")],
        ProgramTangent.Of(_program, [.. Enumerable.Range(0, _arity).Select(i => new ProgramPlace.Constant(_signature.ChosenArguments.Contains(i) ? 1 : 0))], _arity),
        Enumerable.Range(_values, _values));

    private ProgramMember Gradient() => Member(
        Name + "Gradient", $"The value of {Name} and its derivative by each {(_method.Request.By.IsEmpty ? "argument" : "chosen argument")}.{Absent}",
        [.. _signature.Inputs, .. _signature.WrittenGradient(static parameter => "Receives the derivative by each element of " + parameter.Name)],
        [.. _signature.ReturnedAs("Value", "The value."), .. _signature.ReturnedGradient(static parameter => $"The derivative by {parameter.Name}.")],
        Adjoint(), GradientPlaces().Prepend(0));

    private ProgramMember Jacobian()
    {
        int columns = _signature.ChosenArguments.Count;
        return Member(
            Name + "Jacobian", $"The value of {Name} and the derivative of each of its {_values.ToString(CultureInfo.InvariantCulture)} results by each argument.{Absent}",
            [.. _signature.Inputs, .. Written(), _signature.Matrix("jacobian", _values * columns, DerivativeMembers.Matrix("Jacobian", _values, columns))],
            [.. _signature.ReturnedAs("Value", "The value.")],
            ProgramAdjoint.Jacobian(_program, _signature.ChosenArguments),
            Enumerable.Range(0, _values).Concat(Enumerable.Range(0, _values * columns).Select(i => _values + (i / columns * _arity) + _signature.ChosenArguments[i % columns])));
    }

    private ProgramMember JacobianVectorProduct()
    {
        int returned = _method.Returned?.Count ?? 0;
        return Member(
            Name + "JacobianVectorProduct", $"The value of {Name} and its derivative along a direction (forward mode).",
            [.. _signature.Inputs, .. _signature.Directions, .. Written(), .. _signature.WrittenAs(static name => name + "Derivative", static name => $"Receives the derivative of {name}")],
            [.. _signature.ReturnedAs("Value", "The value."), .. _signature.ReturnedAs("Derivative", "The derivative along the direction.")],
            ProgramTangent.Of(_program, Directions(), _arity + _signature.ChosenArguments.Count),
            [
                .. Enumerable.Range(0, returned), .. Enumerable.Range(_values, returned),
                .. Enumerable.Range(returned, _values - returned), .. Enumerable.Range(_values + returned, _values - returned),
            ]);
    }

    private ProgramMember VectorJacobianProduct() => Member(
        Name + "VectorJacobianProduct", $"The derivative by each argument of the results of {Name}, weighted by cotangents (reverse mode).",
        [.. _signature.Inputs, .. _signature.Cotangents, .. _signature.WrittenGradient(static parameter => "Receives the derivative by each element of " + parameter.Name)],
        [.. _signature.ReturnedGradient(static parameter => $"The derivative by {parameter.Name}.")],
        ProgramAdjoint.Of(_program, [.. Enumerable.Range(0, _values).Select(k => Input(_arity + k))], _arity + _values, _signature.ChosenArguments),
        GradientPlaces());

    private ProgramMember Hessian()
    {
        int count = _signature.ChosenArguments.Count, results = 1 + _arity;
        return Member(
            Name + "Hessian", $"The value of {Name}, its gradient and its second derivatives.",
            [
                .. _signature.Inputs,
                _signature.Matrix("gradient", count, $"Receives the derivative by each argument ({MethodSignature.Elements(count)})."),
                _signature.Matrix("hessian", count * count, DerivativeMembers.Matrix("symmetric matrix of second derivatives", count, count)),
            ],
            [.. _signature.ReturnedAs("Value", "The value.")],
            ProgramTangent.Columns(Adjoint(), _signature.ChosenArguments),
            [
                0, .. _signature.ChosenArguments.Select(static argument => 1 + argument),
                .. Enumerable.Range(0, count * count).Select(i => ((1 + (i / count)) * results) + 1 + _signature.ChosenArguments[i % count]),
            ]);
    }

    private ProgramMember HessianVectorProduct() => Member(
        Name + "HessianVectorProduct", $"The derivative of the gradient of {Name} along a direction.",
        [.. _signature.Inputs, .. _signature.Directions, .. _signature.WrittenGradient(static parameter => "Receives the product's part for " + parameter.Name)],
        [.. _signature.ReturnedGradient(static parameter => $"The product's part for {parameter.Name}.")],
        ProgramTangent.Of(Adjoint(), Directions(), _arity + _signature.ChosenArguments.Count),
        GradientPlaces().Select(place => 1 + _arity + place));

    private static ProgramMember Member(
        string name, string summary, EquatableArray<MemberParameter> parameters, EquatableArray<MemberResult> returned, ScalarProgram program, IEnumerable<int> results)
    {
        var places = results.ToEquatableArray();
        var wanted = new HashSet<long>(places.Select(static place => (long)place));
        return new ProgramMember(name, summary, parameters, returned, CarriedInPlace.Rewrite(ProgramLiveness.Prune(program, wanted.Contains)), places);
    }

    private ScalarProgram Adjoint() => ProgramAdjoint.Of(_program, [new ProgramPlace.Constant(1)], _arity, _signature.ChosenArguments);

    /// <summary>Which results of the adjoint a gradient's numbers are, in the order in which they are returned and written.</summary>
    private IEnumerable<int> GradientPlaces() => _signature.GradientOrder().Select(i => _values + _signature.ChosenArguments[i]);

    private IEnumerable<MemberParameter> Written() => _signature.WrittenAs(static name => name, static name => $"Receives {name}");

    /// <summary>The direction of each input: those chosen have one behind the method's own inputs.</summary>
    private ProgramPlace[] Directions()
    {
        var directions = Enumerable.Range(0, _arity).Select(static _ => (ProgramPlace)new ProgramPlace.Constant(0)).ToArray();
        for (int i = 0; i < _signature.ChosenArguments.Count; i++)
        {
            directions[_signature.ChosenArguments[i]] = Input(_arity + i);
        }

        return directions;
    }

    private static ProgramPlace.Element Input(int index) => new(ScalarProgram.Inputs, LoopInteger.Constant(index));
}
