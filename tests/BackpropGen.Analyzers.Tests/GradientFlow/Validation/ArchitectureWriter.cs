using System.Globalization;
using System.Text;

namespace BackpropGen.Analyzers.Tests.GradientFlow.Validation;

/// <summary>Writes a definition layer by layer, as a person would.</summary>
/// <remarks>
/// In a probed definition <c>probe · sample</c> is added to what each dense layer yields, where <c>sample</c> is the one-hot
/// position of a sample in its batch and the probe a matrix of zeros: column n of the probe's gradient then is the
/// gradient by what the layer yields for sample n, however the samples see each other.
/// </remarks>
internal sealed class ArchitectureWriter(bool isProbed)
{
    private readonly StringBuilder _members = new();
    private readonly StringBuilder _statements = new();
    private readonly StringBuilder _methods = new();
    private int _locals;

    /// <summary>How many weighted layers there are so far, those in helper methods included.</summary>
    internal int Depth { get; private set; }

    /// <summary>Whether a normalization over the batch was made.</summary>
    internal bool SeesBatch { get; private set; }

    /// <summary>The input's declaration.</summary>
    internal string Input { get; set; } = "[Shape(256)] Tensor x";

    /// <summary>Makes a dense layer and returns its field.</summary>
    internal string Layer(int outputs, string arguments = "")
    {
        string field = Text($"_dense{Depth++}");
        _members.Append(Text($"    private readonly Layer {field} = Dense({outputs}{(arguments.Length > 0 ? ", " : "")}{arguments});\n"));
        if (isProbed)
        {
            _members.Append(Text($"    private readonly Parameter {Probe(field)} = Parameter([{outputs}, {Architecture.ProbedBatch}], Initializer.Zeros);\n"));
        }

        return field;
    }

    /// <summary>A layer's result, as an expression.</summary>
    internal string Apply(string layer, string x) => isProbed ? $"({layer}({x}) + MatMul({Probe(layer)}, sample))" : $"{layer}({x})";

    /// <summary>A new dense layer's result.</summary>
    internal string Dense(string x, int outputs = Architecture.Width, string arguments = "") => Apply(Layer(outputs, arguments), x);

    /// <summary>A new normalization's result.</summary>
    internal string Normalize(string kind, string x)
    {
        SeesBatch |= kind == "BatchNorm";
        string field = Text($"_norm{_locals++}");
        _members.Append(Text($"    private readonly Layer {field} = {kind}();\n"));
        return $"{field}({x})";
    }

    /// <summary>A field of a helper method's layers.</summary>
    internal string Helper(string call, int layers)
    {
        string field = Text($"_block{_locals++}");
        Depth += layers;
        _members.Append(Text($"    private readonly Layer {field} = {call};\n"));
        return field;
    }

    /// <summary>A helper method, written once however often it is asked for.</summary>
    internal void Method(string method)
    {
        if (!_methods.ToString().Contains(method, StringComparison.Ordinal))
        {
            _methods.Append('\n').Append(method);
        }
    }

    /// <summary>Gives an expression a new name.</summary>
    internal string Local(string expression)
    {
        string local = Text($"v{_locals++}");
        _statements.Append("        var ").Append(local).Append(" = ").Append(expression).Append(";\n");
        return local;
    }

    /// <summary>Gives an expression an old name.</summary>
    internal void Assign(string local, string expression) => _statements.Append("        ").Append(local).Append(" = ").Append(expression).Append(";\n");

    /// <summary>The class.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="result">The expression that Forward returns.</param>
    /// <param name="loss">The loss's signature after the prediction, and its expression.</param>
    internal string ToSource(string name, string result, (string Target, string Value) loss) => $$"""
        [Model(Precision = Precision.Double)]
        public sealed partial class {{name}}
        {
        {{_members}}
            public Tensor Forward({{Input}}{{(isProbed ? Text($", [Shape({Architecture.ProbedBatch})] Tensor sample") : "")}})
            {
        {{_statements}}        return {{result}};
            }

            public Tensor Loss(Tensor y, {{loss.Target}}) => {{loss.Value}};
        {{_methods}}}


        """;

    private static string Probe(string layer) => layer.Replace("_dense", "_probe", StringComparison.Ordinal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
