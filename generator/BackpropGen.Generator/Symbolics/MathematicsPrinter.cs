using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Writes a function in mathematical notation, for comments and documentation.</summary>
internal sealed class MathematicsPrinter
{
    // A part used twice is repeated while it is short; else it is named, so that the text grows as the function does.
    private const int LongestRepeated = 10, LongestPart = 160;

    // A comment is for reading: of longer sums and products the first terms are written, of more definitions the first, and then …
    private const int LongestText = 400, MostDefinitions = 12;

    private static readonly string[] Letters = ["t", "u", "v", "w", "s", "r", "q", "p"];

    private readonly Dictionary<Expression, (string Text, Binding Binding)> _texts = [];
    private readonly Dictionary<Expression, int> _uses = [];
    private readonly List<string> _definitions = [];
    private readonly HashSet<string> _taken;
    private readonly IReadOnlyList<string> _names;
    private int _numbered;

    private MathematicsPrinter(IReadOnlyList<string> names)
    {
        _names = names;
        _taken = [.. names];
    }

    private enum Binding
    {
        Sum,
        Sign,
        Product,
        Atom,
    }

    /// <summary>The notation of a function of arguments so named.</summary>
    public static string Print(ScalarFunction function, IReadOnlyList<string> names)
    {
        var printer = new MathematicsPrinter(names);
        var pool = new ExpressionPool();
        var root = function.Apply(pool, ScalarFunction.Arguments(pool, function.Arity));
        var nodes = ScalarFunction.PostOrder(root);
        foreach (var operand in nodes.SelectMany(static node => node.Operands))
        {
            printer._uses.TryGetValue(operand, out var count);
            printer._uses[operand] = count + 1;
        }

        foreach (var node in nodes)
        {
            printer.Write(node, root);
        }

        printer._definitions.Insert(0, printer._texts[root].Text);
        return string.Join(", ", printer._definitions);
    }

    /// <summary>A number in subscript digits.</summary>
    public static string Subscript(int value) => Shift(value, '\u2080');

    public static string Superscript(int value) => string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(static digit => digit switch
    {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('\u2070' + (digit - '0')),
    }));

    private static string Shift(int value, char zero) => string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(zero + (digit - '0'))));

    private void Write(Expression node, Expression root)
    {
        var (text, binding) = node.Opcode switch
        {
            Opcode.Number => (Constant(node.Numbers[0]), node.Numbers[0] < 0 ? Binding.Sign : Binding.Atom),
            Opcode.Argument => (_names[node.Index], Binding.Atom),
            Opcode.Call => (Call(node), Binding.Atom),
            Opcode.Select => Select(node),
            Opcode.Monomial => Product(node),
            _ => Sum(node),
        };
        var isNamed = !ReferenceEquals(node, root)
            && (text.Length > LongestPart || (text.Length > LongestRepeated && _uses[node] > 1));
        _texts.Add(node, isNamed ? (Name(text), Binding.Atom) : (text, binding));
    }

    private string Name(string text)
    {
        var name = Letters.FirstOrDefault(letter => !_taken.Contains(letter));
        while (name is null)
        {
            _numbered++;
            name = _taken.Contains("t" + Subscript(_numbered)) ? null : "t" + Subscript(_numbered);
        }

        _taken.Add(name);
        if (_definitions.Count < MostDefinitions)
        {
            _definitions.Add(name + " = " + text);
        }
        else if (_definitions.Count == MostDefinitions)
        {
            _definitions.Add("…");
        }

        return name;
    }

    private string Text(Expression node, Binding least)
    {
        var (text, binding) = _texts[node];
        return binding < least ? "(" + text + ")" : text;
    }

    private static string Constant(double value)
    {
        var notable = NotableConstants.Find(Math.Abs(value));
        var magnitude = notable is not { } found ? NumberText.Shortest(Math.Abs(value))
            : found.Denominator.Length == 0 ? found.Numerator
            : (found.Numerator.Length == 0 ? "1" : found.Numerator) + "/" + found.Denominator;
        return value < 0 ? "−" + magnitude : magnitude;
    }

    private string Call(Expression node)
    {
        var notation = node.Function!.Notation;
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var operand = Text(node.Operands[i], Binding.Sum);
            var isLeaf = node.Operands[i].Opcode is Opcode.Argument or Opcode.Number;
            if (isLeaf && (node.IsCall(FunctionTable.Sqrt) || node.IsCall(FunctionTable.Cbrt)))
            {
                return notation.Replace("({0})", operand);
            }

            // ln(1 + −u) is written ln(1 − u).
            notation = operand[0] == '−' ? notation.Replace("+ {0}", "− " + operand.Substring(1)) : notation;
            notation = notation.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", operand);
            notation = notation.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "!}", Text(node.Operands[i], Binding.Atom));
        }

        return notation;
    }

    private (string, Binding) Select(Expression node)
    {
        var (a, b) = (node.Operands[0], node.Operands[1]);
        var isFlipped = a.Opcode == Opcode.Number;
        (a, b) = isFlipped ? (b, a) : (a, b);
        var sign = node.Comparison switch
        {
            Comparison.Less => isFlipped ? ">" : "<",
            Comparison.LessOrEqual => isFlipped ? "≥" : "≤",
            _ => "=",
        };
        var condition = $"{Text(a, Binding.Sum)} {sign} {Text(b, Binding.Sum)}";
        var (x, y) = (node.Operands[2], node.Operands[3]);
        if (y.Is(0))
        {
            // Iverson's bracket: 1 where the condition holds, else 0.
            return x.Is(1) ? ($"[{condition}]", Binding.Atom) : ($"{Text(x, Binding.Product)} · [{condition}]", Binding.Product);
        }

        return ($"({condition} ? {Text(x, Binding.Sum)} : {Text(y, Binding.Sum)})", Binding.Atom);
    }

    private (string, Binding) Product(Expression node)
    {
        var above = Factors(node, 1);
        var below = Factors(node, -1);
        return (Fraction(above, below), below.Count == 0 && above.Count == 1 ? Binding.Atom : Binding.Product);
    }

    private static string Fraction(List<string> above, List<string> below)
    {
        var numerator = above.Count == 0 ? "1" : string.Join(" · ", above);
        return below.Count == 0 ? numerator
            : below.Count == 1 ? numerator + " / " + below[0]
            : numerator + " / (" + string.Join(" · ", below) + ")";
    }

    private List<string> Factors(Expression node, int sign)
    {
        var factors = new List<string>();
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var exponent = (int)node.Numbers[i] * sign;
            if (exponent > 0 && factors.Count == MostDefinitions)
            {
                factors.Add("…");
                break;
            }

            if (exponent > 0)
            {
                factors.Add(Text(node.Operands[i], Binding.Atom) + (exponent == 1 ? "" : Superscript(exponent)));
            }
        }

        return factors;
    }

    private (string, Binding) Sum(Expression node)
    {
        var terms = ReadingOrder.Terms(node);
        var text = new StringBuilder();
        for (var i = 0; i < terms.Count; i++)
        {
            var (weight, term) = terms[i];
            if (text.Length > LongestText)
            {
                text.Append(" + …");
                break;
            }

            text.Append(i == 0 ? (weight < 0 ? "−" : "") : weight < 0 ? " − " : " + ");
            text.Append(Weighted(Math.Abs(weight), term));
        }

        return (text.ToString(), terms.Count > 1 ? Binding.Sum : terms[0].Weight < 0 ? Binding.Sign : Binding.Product);
    }

    private string Weighted(double weight, Expression? term)
    {
        if (term is null)
        {
            return Constant(weight);
        }

        if (weight == 1)
        {
            return Text(term, Binding.Product);
        }

        var (numerator, denominator) = NotableConstants.Find(weight) ?? (NumberText.Shortest(weight), "");
        var isOpen = term.Opcode == Opcode.Monomial && _texts[term].Binding != Binding.Atom;
        var above = isOpen ? Factors(term, 1) : [Text(term, Binding.Product)];
        var below = isOpen ? Factors(term, -1) : [];
        if (numerator.Length > 0)
        {
            above.Insert(0, numerator);
        }

        if (denominator.Length > 0)
        {
            below.Insert(0, denominator);
        }

        return Fraction(above, below);
    }
}
