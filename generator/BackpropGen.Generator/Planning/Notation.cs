using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>The names of a graph's values: in formulas as the field writes them (<c>∂L/∂z₂</c>), in code as identifiers (<c>dz2</c>).</summary>
internal sealed class Notation
{
    private const string SubscriptDigits = "₀₁₂₃₄₅₆₇₈₉";

    private readonly Graph _graph;
    private readonly string[] _symbols;
    private readonly string[] _identifiers;

    public Notation(Graph graph)
    {
        _graph = graph;
        _symbols = new string[graph.Nodes.Length];
        _identifiers = new string[graph.Nodes.Length];
        var uses = graph.Nodes.Where(static node => !IsNamedByPath(node) && node.CotangentOf < 0).GroupBy(BaseName).ToDictionary(static group => group.Key, static group => group.Count());
        var counters = new Dictionary<string, int>();
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            if (IsNamedByPath(node))
            {
                _symbols[i] = node.Primitive is Parameter parameter ? parameter.Path : ((State)node.Primitive).Path;
                _identifiers[i] = ToIdentifier(_symbols[i]);
            }
            else if (Rearranged(node, i) is { } rearranged)
            {
                _symbols[i] = rearranged;
                _identifiers[i] ??= _identifiers[node.Operands[0]] + (node.Primitive is Transpose ? "Transposed" : "");
            }
            else if (node.CotangentOf >= 0)
            {
                _symbols[i] = "∂L/∂" + _symbols[node.CotangentOf];
                _identifiers[i] = "d" + _identifiers[node.CotangentOf];
            }
            else
            {
                string name = BaseName(node);
                counters.TryGetValue(name, out int count);
                counters[name] = ++count;
                bool isOnly = uses[name] == 1 && (node.Name is not null || node.Primitive is Input or BatchSize);
                string derivative = node.CotangentOf == Node.Vanished ? "∂L/∂" : "";
                _symbols[i] = derivative + (isOnly ? name : name + Subscript(count));
                _identifiers[i] = (derivative.Length > 0 ? "d" : "") + ToIdentifier(isOnly ? name : name + count.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    public string Symbol(int node) => _symbols[node];

    public string Identifier(int node) => _identifiers[node];

    /// <summary>A dotted path as a camel-cased identifier: <c>blocks.3.down.weight</c> becomes <c>blocks3DownWeight</c>.</summary>
    public static string ToIdentifier(string path)
    {
        var identifier = new StringBuilder();
        bool starts = false;
        foreach (char c in path)
        {
            if (!char.IsLetterOrDigit(c))
            {
                starts = identifier.Length > 0;
                continue;
            }

            identifier.Append(starts ? char.ToUpperInvariant(c) : identifier.Length == 0 ? char.ToLowerInvariant(c) : c);
            starts = false;
        }

        return identifier.Length == 0 || char.IsDigit(identifier[0]) ? "v" + identifier : identifier.ToString();
    }

    public string Map(int node, ScalarFunction function, IReadOnlyList<int> operands) => operands.Count == 0
        ? "the constant " + Symbol(node)
        : $"{Symbol(node)} = {function.ToMathematics(operands.Select(Symbol).ToArray())}";

    public string Reduce(int node, ScalarFunction function, IReadOnlyList<int> operands, Reduce reduce)
    {
        string over = reduce.Batch ? "ₙ" : "";
        string body = function.ToMathematics(operands.Select(Symbol).ToArray());
        bool isSimple = function.IsIdentity;
        return $"{Symbol(node)} = {(reduce.Reduction == Reduction.Sum ? "Σ" : "max")}{over} {(isSimple ? body : "(" + body + ")")}";
    }

    /// <summary><c>x · Wᵀ</c> where it is a matrix product, else the indexes of Einstein's convention.</summary>
    public string Contract(int node, Contract contract)
    {
        string left = Symbol(_graph.Nodes[node].Operands[0]), right = Symbol(_graph.Nodes[node].Operands[1]);
        var (l, r) = (contract.Left, contract.Right);
        if (contract.SumBatch && l.Length == 1 && r.Length == 1)
        {
            return contract.Result[0] == l[0]
                ? $"{Symbol(node)} = Σₙ {left} {right}ᵀ"
                : $"{Symbol(node)} = Σₙ {right} {left}ᵀ";
        }

        if (!contract.SumBatch && l.Length >= 1 && r.Length == 2 && l[l.Length - 1] == r[1])
        {
            return $"{Symbol(node)} = {left} · {right}ᵀ";
        }

        return !contract.SumBatch && l.Length >= 1 && r.Length == 2 && l[l.Length - 1] == r[0]
            ? $"{Symbol(node)} = {left} · {right}"
            : $"{Symbol(node)}[{Letters(contract.Result)}] = Σ {left}[{Letters(l)}] {right}[{Letters(r)}]";
    }

    public string Copy(int node, int operand) => Copy(Symbol(node), operand);

    public string Copy(string symbol, int operand) => $"{symbol} ← {Symbol(operand)}";

    public string Zero(int node) => $"{Symbol(node)} = 0";

    /// <summary>A value that is another one looked at differently is written as that one; a number as itself.</summary>
    private string? Rearranged(Node node, int number) => node.Primitive switch
    {
        Graphs.Map { Function: var function } when node.Operands.Length == 0 => Constant(function, number),
        Graphs.Broadcast or Reshape when node.Name is null => _symbols[node.Operands[0]],
        Transpose when node.Name is null => _symbols[node.Operands[0]] + "ᵀ",
        _ => null,
    };

    private string Constant(ScalarFunction function, int number)
    {
        _identifiers[number] = "constant" + number.ToString(CultureInfo.InvariantCulture);
        return function.ToMathematics([]);
    }

    private static bool IsNamedByPath(Node node) => node.Primitive is Parameter or State;

    private static string BaseName(Node node) => node switch
    {
        { Primitive: Input input } => input.Name,
        // Of a value that was fused away, as the pre-activation of an activation mostly is.
        { CotangentOf: Node.Vanished } => "a",
        { Name: { } name } => name,
        { Primitive: Graphs.Contract } => "z",
        { Primitive: Graphs.Map } => "h",
        { Primitive: Graphs.Reduce { Reduction: Reduction.Max } } => "m",
        { Primitive: Graphs.Reduce } => "s",
        { Primitive: Graphs.Gather } => "e",
        { Primitive: Graphs.Constant } => "c",
        { Primitive: BatchSize } => "N",
        { Primitive: Graphs.Index } => "i",
        _ => "v",
    };

    private static string Subscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(static digit => SubscriptDigits[digit - '0']));

    private static string Letters(EquatableArray<int> labels) => string.Concat(labels.Select(static label => (char)('i' + label)));
}
