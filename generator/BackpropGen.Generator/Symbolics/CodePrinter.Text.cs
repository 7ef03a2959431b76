using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class CodePrinter
{
    private string Text(Expression node, Binding least) => Text(node, least, _region);

    private string Text(Expression node, Binding least, Region region)
    {
        node = _placement.Resolve(node, region);
        var (text, binding) = node.Opcode switch
        {
            Opcode.Number => Number(node.Numbers[0]),
            Opcode.Argument => (_names[node.Index], Binding.Atom),
            _ => _texts[node],
        };
        return binding < least ? "(" + text + ")" : text;
    }

    private (string, Binding) Number(double value)
    {
        return (_form.Number(value, Literal(value), Type), !_form.IsVector && value < 0 ? Binding.Sign : Binding.Atom);
    }

    private string Literal(double value) => NumberText.Literal(value, _precision);

    private (string, Binding) Call(Expression node)
    {
        if (!_calls.TryGetValue(node.Function!, out var code))
        {
            code = node.Function!.CodeIn(_precision, _form.IsVector).Replace("{M}", _precision == Precision.Single ? "global::System.MathF" : "global::System.Math")
                .Replace("{K}", "global::BackpropGen.Kernels.ScalarMath")
                .Replace("{V}", _form.Functions)
                .Replace("{Z}", _form.Number(0, Literal(0), Type))
                .Replace("{T}", Type);
            _calls.Add(node.Function!, code);
        }

        for (var i = 0; i < node.Operands.Length; i++)
        {
            code = code.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", Text(node.Operands[i], Binding.Conditional));
        }

        return (code, Binding.Atom);
    }

    private (string, Binding) VectorSelect(Expression node)
    {
        var (a, b) = (node.Operands[0], node.Operands[1]);
        var isFlipped = a.Opcode == Opcode.Number;
        (a, b) = isFlipped ? (b, a) : (a, b);
        var method = node.Comparison switch
        {
            Symbolics.Comparison.Less => isFlipped ? "GreaterThan" : "LessThan",
            Symbolics.Comparison.LessOrEqual => isFlipped ? "GreaterThanOrEqual" : "LessThanOrEqual",
            _ => "Equals",
        };
        string[] texts = [.. new[] { a, b, node.Operands[2], node.Operands[3] }.Select(operand => Text(operand, Binding.Conditional))];
        return (_form.Select(method, texts[0], texts[1], texts[2], texts[3]), Binding.Atom);
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

    /// <summary>The factors above (sign 1) or below (−1) the line, what is known last behind the others; powers by repeated squaring.</summary>
    private List<string> Factors(Expression node, int sign)
    {
        var factors = new List<string>();
        var order = Enumerable.Range(0, node.Operands.Length);
        foreach (var i in _arrivals is null ? order : order.OrderBy(operand => Arrival(node.Operands[operand])))
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

                power = exponent > 1 ? Local(null, power + " * " + power) : power;
            }
        }

        return factors;
    }

    private (string, Binding) Sum(Expression node)
    {
        var terms = ReadingOrder.Terms(node, _arrivals is null ? null : Arrival);
        var text = new StringBuilder();
        for (var i = 0; i < terms.Count; i++)
        {
            var (weight, term) = terms[i];
            var isNegative = weight < 0;
            var magnitude = Math.Abs(weight);
            if (i == 0 && terms.Count == 1 && isNegative && magnitude != 1)
            {
                return (Weighted(weight, term), Binding.Product);
            }

            var weighted = Weighted(magnitude, term);
            if (weighted[0] == '-' && (isNegative || i > 0))
            {
                // a − −b is a + b, and −−b is not what C# reads in --b. What a term opens with is a sign of its first factor.
                (isNegative, weighted) = (!isNegative, weighted.Substring(1));
            }

            text.Append(i == 0 ? (isNegative ? "-" : "") : isNegative ? " - " : " + ").Append(weighted);
        }

        return (text.ToString(), terms.Count > 1 ? Binding.Sum : terms[0].Weight == -1 ? Binding.Sign : Binding.Product);
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
        if (term.Opcode == Opcode.Monomial && _uses.CountOf(term) == 1 && term.Numbers.All(static exponent => exponent < 0) && _texts[term].Binding == Binding.Product)
        {
            return Number(weight).Item1 + " / " + Denominator(Factors(term, -1));
        }

        return Literal(weight) + " * " + Text(term, Binding.Product);
    }
}
