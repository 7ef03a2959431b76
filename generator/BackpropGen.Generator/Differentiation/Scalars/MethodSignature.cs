using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The parameters and results of a differentiable method, as parts of the signatures of its derivatives.</summary>
internal sealed class MethodSignature
{
    private readonly DifferentiableMethod _method;

    public MethodSignature(DifferentiableMethod method)
    {
        _method = method;
        Real = method.IsDouble ? "double" : "float";
        int next = 0;
        foreach (var parameter in method.Parameters.Where(static parameter => parameter.Direction == ParameterDirection.Input))
        {
            int[] arguments = [.. Enumerable.Range(next, parameter.Layout.Count)];
            next += arguments.Length;
            names.AddRange(parameter.Layout.Leaves(parameter.Name));
            if (method.Request.By.IsEmpty || method.Request.By.Contains(parameter.Name))
            {
                Chosen.Add(parameter);
                ChosenArguments.AddRange(arguments);
            }
        }
    }

    private readonly List<string> names = [];

    /// <summary>The type of a real number.</summary>
    public string Real { get; }

    /// <summary>The inputs to differentiate by.</summary>
    public List<ScalarParameter> Chosen { get; } = [];

    /// <summary>The indexes of their reals among the function's arguments.</summary>
    public List<int> ChosenArguments { get; } = [];

    /// <summary>The names of the function's arguments, for formulas: <c>x</c>, <c>p.X</c>, <c>x[2]</c>.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the method returns one number and writes nothing.</summary>
    public bool IsScalar => _method.Returned is ScalarLayout.Real && _method.Parameters.All(static parameter => parameter.Direction == ParameterDirection.Input);

    /// <summary>The inputs, described.</summary>
    public IEnumerable<MemberParameter> Inputs => _method.Parameters
        .Where(static parameter => parameter.Direction == ParameterDirection.Input)
        .Select(parameter => new MemberParameter(
            parameter.Name, parameter.Type, parameter.Layout, ParameterDirection.Input, $"The argument {parameter.Name} of {_method.Name}{LengthOf(parameter.Layout)}."));

    /// <summary>The method's value: the part that is returned.</summary>
    public IEnumerable<MemberResult> ReturnedAs(string name, string description) =>
        _method.Returned is null ? [] : [new MemberResult(name, _method.ReturnType!, _method.Returned, description)];

    /// <summary>The method's value: the part that is written, under names made from the parameters'.</summary>
    public IEnumerable<MemberParameter> WrittenAs(System.Func<string, string> name, System.Func<string, string> description) => _method.Parameters
        .Where(static parameter => parameter.Direction != ParameterDirection.Input)
        .Select(parameter => new MemberParameter(
            name(parameter.Name), parameter.Type, parameter.Layout, parameter.Direction, description(parameter.Name) + LengthOf(parameter.Layout) + "."));

    /// <summary>One direction for each input to differentiate by.</summary>
    public IEnumerable<MemberParameter> Directions => Chosen.Select(parameter => new MemberParameter(
        parameter.Name + "Direction", parameter.Type, parameter.Layout, ParameterDirection.Input, $"The direction's part along {parameter.Name}."));

    /// <summary>One cotangent for each result.</summary>
    public IEnumerable<MemberParameter> Cotangents => ReturnedAs("cotangent", "The weight of each number that is returned.")
        .Select(static result => new MemberParameter(result.Name, result.Type, result.Layout, ParameterDirection.Input, result.Description))
        .Concat(WrittenAs(static name => name + "Cotangent", static name => $"The weight of each number of {name}")
            .Select(written => written with { Type = ReadOnly(written), Direction = ParameterDirection.Input }));

    /// <summary>The derivatives by the inputs that are returned: those by numbers and structures.</summary>
    public IEnumerable<MemberResult> ReturnedGradient(System.Func<ScalarParameter, string> description) => Chosen
        .Where(static parameter => parameter.Layout is not ScalarLayout.Sequence)
        .Select(parameter => new MemberResult("By" + Pascal(parameter.Name), parameter.Type, parameter.Layout, description(parameter)));

    /// <summary>The derivatives by the inputs that are written: those by spans and arrays.</summary>
    public IEnumerable<MemberParameter> WrittenGradient(System.Func<ScalarParameter, string> description) => Chosen
        .Where(static parameter => parameter.Layout is ScalarLayout.Sequence)
        .Select(parameter => new MemberParameter(
            Chosen.Count == 1 ? "gradient" : "by" + Pascal(parameter.Name),
            $"global::System.Span<{((ScalarLayout.Sequence)parameter.Layout).ElementType}>",
            parameter.Layout, ParameterDirection.OutputSpan, description(parameter) + LengthOf(parameter.Layout) + "."));

    /// <summary>The order in which a gradient's numbers are returned and written: places in the function's own order.</summary>
    public IEnumerable<int> GradientOrder()
    {
        var returned = new List<int>();
        var written = new List<int>();
        int next = 0;
        foreach (var parameter in Chosen)
        {
            (parameter.Layout is ScalarLayout.Sequence ? written : returned).AddRange(Enumerable.Range(next, parameter.Layout.Count));
            next += parameter.Layout.Count;
        }

        return returned.Concat(written);
    }

    /// <summary>A span of reals that is written.</summary>
    public MemberParameter Matrix(string name, int length, string description) => new(
        name, $"global::System.Span<{Real}>", new ScalarLayout.Sequence(length, new ScalarLayout.Real(), Real, IsArray: false), ParameterDirection.OutputSpan, description);

    /// <summary>The method as it was written, to be computed over many points.</summary>
    public static ExpressionMember Itself(DifferentiableMethod method, VectorFunction function)
    {
        var signature = new MethodSignature(method);
        return new ExpressionMember(
            method.Name, $"The values of {method.Name}.", [.. signature.Inputs, .. signature.WrittenAs(static name => name, static name => $"Receives {name}")],
            [.. signature.ReturnedAs("Value", "The value.")], function);
    }

    /// <summary>A parameter's name as part of another.</summary>
    public static string Pascal(string name)
    {
        string trimmed = name.TrimStart('_');
        return trimmed.Length == 0 ? "Argument" + name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    /// <summary>A number of elements, in words.</summary>
    public static string Elements(int count) => count == 1 ? "1 element" : count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " elements";

    private static string LengthOf(ScalarLayout layout) => layout is ScalarLayout.Sequence sequence
        ? " (" + Elements(sequence.Length) + ")"
        : "";

    private static string ReadOnly(MemberParameter written) =>
        written.Layout is ScalarLayout.Sequence sequence ? $"global::System.ReadOnlySpan<{sequence.ElementType}>" : written.Type;
}
