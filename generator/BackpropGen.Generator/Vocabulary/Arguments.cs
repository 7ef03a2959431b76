using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>
/// The evaluated arguments of a call to a built-in, by parameter name. Values are boxed numbers and booleans,
/// <see cref="TensorValue"/>, <see cref="LayerValue"/>, <see cref="InitializerSpec"/>, <see cref="ScalarFunction"/> for a
/// mapped function, <c>object?[]</c> for arrays, and null.
/// A parameter that the chosen overload lacks is absent; one left to its default value is present.
/// </summary>
internal sealed class Arguments(string callee, IReadOnlyDictionary<string, object?> values)
{
    /// <summary>The name of the built-in, for messages.</summary>
    public string Callee { get; } = callee;

    public bool Has(string name) => values.TryGetValue(name, out var value) && value is not null;

    public int Tensor(string name) => ((TensorValue)values[name]!).Node;

    public int[] Tensors(string name) => Array.ConvertAll((object?[])values[name]!, static value => ((TensorValue)value!).Node);

    /// <summary>The nodes among the arguments, arrays' elements included, in order.</summary>
    public IEnumerable<int> AllTensors() => values.Values
        .SelectMany(static value => value as object?[] ?? [value])
        .OfType<TensorValue>()
        .Select(static tensor => tensor.Node);

    public int Integer(string name) => Convert.ToInt32(values[name], CultureInfo.InvariantCulture);

    public int[] Integers(string name) =>
        Array.ConvertAll((object?[])values[name]!, static value => Convert.ToInt32(value, CultureInfo.InvariantCulture));

    public double Number(string name) => Convert.ToDouble(values[name], CultureInfo.InvariantCulture);

    public double[] Numbers(string name) =>
        Array.ConvertAll((object?[])values[name]!, static value => Convert.ToDouble(value, CultureInfo.InvariantCulture));

    public bool Boolean(string name) => (bool)values[name]!;

    public ScalarFunction Function(string name) => (ScalarFunction)values[name]!;

    public LayerValue[] Layers(string name) => Array.ConvertAll((object?[])values[name]!, static value => (LayerValue)value!);

    public InitializerSpec Initializer(string name, InitializerSpec otherwise) => Has(name) ? (InitializerSpec)values[name]! : otherwise;

    /// <summary>A problem with one of the arguments.</summary>
    public DefinitionException Invalid(string name, string expected) => new(
        ProblemKinds.InvalidArgument, Callee, name, expected, Convert.ToString(values[name], CultureInfo.InvariantCulture) ?? "null");

    /// <summary>A problem with the operands' shapes.</summary>
    public DefinitionException Mismatch(string expected, string found) => new(ProblemKinds.ShapeMismatch, Callee, expected, found);
}
