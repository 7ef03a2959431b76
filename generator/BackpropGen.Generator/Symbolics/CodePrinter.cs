using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Writes functions as C# over scalars or over vectors: values used twice become locals, the rest one expression.</summary>
internal sealed class CodePrinter
{
    // Longer expressions are cut into locals: for the reader, and because compilers recurse over nesting.
    private const int LongestExpression = 120;

    private static readonly string[] Prefixes = ["t", "u", "v", "w", "local"];

    private readonly Dictionary<Expression, (string Text, Binding Binding)> _texts = [];
    private readonly Dictionary<Expression, int> _uses = [];
    private readonly List<string> _statements = [];
    private readonly IReadOnlyList<string> _names;
    private readonly Precision _precision;
    private readonly bool _isVector;
    private readonly string _prefix;

    private CodePrinter(IReadOnlyList<string> names, Precision precision, bool isVector)
    {
        _names = names;
        _precision = precision;
        _isVector = isVector;
        _prefix = Prefixes.First(prefix => !names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)) || prefix == "local");
    }

    /// <summary>How tightly a text binds; what binds less is put in parentheses.</summary>
    private enum Binding
    {
        Conditional,
        Sum,
        Product,
        Sign,
        Atom,
    }

    private string Type => _precision == Precision.Single ? "float" : "double";

    private string VectorType => $"global::System.Numerics.Vector<{Type}>";

    /// <summary>The code of some functions of the same arguments.</summary>
    public static ScalarCode Print(VectorFunction function, IReadOnlyList<string> names, Precision precision, bool isVector)
    {
        var printer = new CodePrinter(names, precision, isVector);
        var pool = new ExpressionPool();
        var roots = function.Apply(pool, ScalarFunction.Arguments(pool, names.Count));
        var nodes = ScalarFunction.PostOrder(roots);
        printer.CountUses(nodes, roots);
        foreach (var node in nodes)
        {
            printer.Write(node, roots);
        }

        return new ScalarCode(printer._statements.ToEquatableArray(), roots.Select(root => printer._texts[root].Text).ToEquatableArray());
    }

    private void CountUses(List<Expression> nodes, Expression[] roots)
    {
        foreach (var root in roots)
        {
            Use(root, 1);
        }

        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                var isRepeated = (node.Opcode == Opcode.Monomial && Math.Abs(node.Numbers[i]) > 1) || (node.Function is { RepeatsArguments: true } && !_isVector);
                Use(node.Operands[i], isRepeated ? 2 : 1);
            }
        }
    }

    private void Use(Expression node, int times)
    {
        _uses.TryGetValue(node, out var count);
        _uses[node] = count + times;
    }

    private void Write(Expression node, Expression[] roots)
    {
        var (text, binding) = node.Opcode switch
        {
            Opcode.Number => Number(node.Numbers[0]),
            Opcode.Argument => (_names[node.Index], Binding.Atom),
            Opcode.Call => Call(node),
            Opcode.Select => Select(node),
            Opcode.Monomial => Product(node),
            _ => Sum(node),
        };
        var isLeaf = node.Opcode is Opcode.Number or Opcode.Argument;
        var isLong = text.Length > LongestExpression && Array.IndexOf(roots, node) < 0;
        _texts.Add(node, !isLeaf && (_uses[node] > 1 || isLong) ? (Local(text), Binding.Atom) : (text, binding));
    }

    private string Local(string text)
    {
        var name = _prefix + _statements.Count.ToString(CultureInfo.InvariantCulture);
        _statements.Add($"var {name} = {text};");
        return name;
    }

    private string Text(Expression node, Binding least)
    {
        var (text, binding) = _texts[node];
        return binding < least ? "(" + text + ")" : text;
    }

    private (string, Binding) Number(double value)
    {
        if (!_isVector)
        {
            return (Literal(value), value < 0 ? Binding.Sign : Binding.Atom);
        }

        return (value == 0 ? VectorType + ".Zero" : value == 1 ? VectorType + ".One" : $"new {VectorType}({Literal(value)})", Binding.Atom);
    }

    private string Literal(double value) => NumberText.Literal(value, _precision);

    private (string, Binding) Call(Expression node)
    {
        var code = _isVector ? node.Function!.VectorCode : node.Function!.ScalarCode;
        code = code.Replace("{M}", _precision == Precision.Single ? "global::System.MathF" : "global::System.Math")
            .Replace("{K}", "global::BackpropGen.Kernels.ScalarMath")
            .Replace("{V}", "global::BackpropGen.Kernels.VectorMath")
            .Replace("{T}", Type);
        for (var i = 0; i < node.Operands.Length; i++)
        {
            code = code.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", Text(node.Operands[i], Binding.Conditional));
        }

        return (code, Binding.Atom);
    }

    private (string, Binding) Select(Expression node)
    {
        var (a, b) = (node.Operands[0], node.Operands[1]);
        var isFlipped = a.Opcode == Opcode.Number;
        (a, b) = isFlipped ? (b, a) : (a, b);
        if (_isVector)
        {
            var method = node.Comparison switch
            {
                Comparison.Less => isFlipped ? "GreaterThan" : "LessThan",
                Comparison.LessOrEqual => isFlipped ? "GreaterThanOrEqual" : "LessThanOrEqual",
                _ => "Equals",
            };
            const string vector = "global::System.Numerics.Vector";
            return ($"{vector}.ConditionalSelect({vector}.{method}({Text(a, Binding.Conditional)}, {Text(b, Binding.Conditional)}), {Text(node.Operands[2], Binding.Conditional)}, {Text(node.Operands[3], Binding.Conditional)})", Binding.Atom);
        }

        var sign = node.Comparison switch
        {
            Comparison.Less => isFlipped ? ">" : "<",
            Comparison.LessOrEqual => isFlipped ? ">=" : "<=",
            _ => "==",
        };
        return ($"{Text(a, Binding.Sum)} {sign} {Text(b, Binding.Sum)} ? {Text(node.Operands[2], Binding.Sum)} : {Text(node.Operands[3], Binding.Sum)}", Binding.Conditional);
    }

    private (string, Binding) Product(Expression node)
    {
        var above = Factors(node, 1);
        var below = Factors(node, -1);
        var numerator = above.Count == 0 ? Number(1).Item1 : string.Join(" * ", above);
        var isAtom = below.Count == 0 && above.Count == 1;
        return (below.Count == 0 ? numerator : numerator + " / " + Denominator(below), isAtom ? Binding.Sign : Binding.Product);
    }

    private static string Denominator(List<string> factors) => factors.Count == 1 ? factors[0] : "(" + string.Join(" * ", factors) + ")";

    /// <summary>The factors above (sign 1) or below (−1) the line; powers by repeated squaring.</summary>
    private List<string> Factors(Expression node, int sign)
    {
        var factors = new List<string>();
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var exponent = (int)node.Numbers[i] * sign;
            if (exponent <= 0)
            {
                continue;
            }

            var power = Text(node.Operands[i], Binding.Sign);
            if (exponent <= 3)
            {
                factors.AddRange(Enumerable.Repeat(power, exponent));
                continue;
            }

            for (; exponent > 0; exponent >>= 1)
            {
                if ((exponent & 1) != 0)
                {
                    factors.Add(power);
                }

                power = exponent > 1 ? Local(power + " * " + power) : power;
            }
        }

        return factors;
    }

    private (string, Binding) Sum(Expression node)
    {
        var terms = ReadingOrder.Terms(node);
        var text = "";
        for (var i = 0; i < terms.Count; i++)
        {
            var (weight, term) = terms[i];
            var isNegative = weight < 0;
            var magnitude = Math.Abs(weight);
            if (i == 0 && terms.Count == 1 && isNegative && magnitude != 1)
            {
                return (Weighted(weight, term), Binding.Product);
            }

            text += i == 0 ? (isNegative ? "-" : "") : isNegative ? " - " : " + ";
            text += Weighted(magnitude, term);
        }

        return (text, terms.Count > 1 ? Binding.Sum : terms[0].Weight == -1 ? Binding.Sign : Binding.Product);
    }

    private string Weighted(double weight, Expression? term)
    {
        if (term is null)
        {
            return Number(weight).Item1;
        }

        if (weight == 1)
        {
            return Text(term, Binding.Product);
        }

        // c / d rather than c · (1 / d)
        if (term.Opcode == Opcode.Monomial && _uses[term] == 1 && term.Numbers.All(static exponent => exponent < 0) && _texts[term].Binding == Binding.Product)
        {
            return Number(weight).Item1 + " / " + Denominator(Factors(term, -1));
        }

        return Literal(weight) + " * " + Text(term, Binding.Product);
    }
}
