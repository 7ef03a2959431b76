using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Writes functions as C# over scalars or lanes: values used twice become locals, the rest one expression.
/// Over scalars a selection is a branch, and what only one branch needs is computed in it.</summary>
internal sealed partial class CodePrinter
{
    // Longer expressions are cut into locals: for the reader, and because compilers recurse over nesting.
    private const int LongestExpression = 120;

    private static readonly string[] Prefixes = ["t", "u", "v", "w", "local"];

    private readonly Dictionary<Expression, (string Text, Binding Binding)> _texts = [];
    private readonly Dictionary<Function, string> _calls = [];
    private readonly UseTable _uses;
    private readonly Placement _placement;
    private readonly HashSet<Expression> _roots;
    private readonly IReadOnlyList<string> _names;
    private readonly Precision _precision;
    private readonly CodeForm _form;
    private readonly string _prefix;
    private readonly IReadOnlyList<int>? _arrivals;
    private readonly Dictionary<Expression, int> _arrivalOf = [];
    private Region _region;
    private int _locals;

    private CodePrinter(Placement placement, IReadOnlyList<string> names, Precision precision, CodeForm form, IReadOnlyList<int>? arrivals)
    {
        _placement = placement;
        _names = names;
        _arrivals = arrivals;
        _precision = precision;
        _form = form;
        _prefix = Prefixes.First(prefix => !names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)) || prefix == "local");
        _roots = [.. placement.Roots];
        _region = placement.Body;
        _uses = new UseTable(placement, form.IsVector);
        _partners = Partners(placement);
    }

    /// <summary>How tightly a text binds; what binds less is put in parentheses.</summary>
    private enum Binding
    {
        Conditional,
        Or,
        And,
        Comparison,
        Sum,
        Product,
        Sign,
        Atom,
    }

    private string Type => _precision == Precision.Single ? "float" : "double";

    /// <summary>The code of some functions of the same arguments.</summary>
    public static ScalarCode Print(VectorFunction function, IReadOnlyList<string> names, Precision precision, CodeForm form, int firstLocal = 0, IReadOnlyList<int>? arrivals = null) =>
        PrintAsWritten(CommonFactors.Extract(function), names, precision, form, firstLocal, arrivals);

    /// <summary>The code of some functions as their steps say.</summary>
    public static ScalarCode PrintAsWritten(VectorFunction function, IReadOnlyList<string> names, Precision precision, CodeForm form, int firstLocal = 0, IReadOnlyList<int>? arrivals = null)
    {
        var roots = function.AsWritten();
        var placement = form.IsVector ? Placement.Of(ScalarFunction.PostOrder(roots), roots, []) : Laziness.Place(roots);
        var printer = new CodePrinter(placement, names, precision, form, arrivals) { _locals = firstLocal };
        printer.WriteBody();
        return new ScalarCode(
            printer._placement.Body.Statements,
            placement.Roots.Select(root => printer.Text(root, Binding.Conditional)).ToEquatableArray()) { NextLocal = printer._locals };
    }

    /// <summary>Writes every region from its start to its end, branches before the fork that joins them.</summary>
    private void WriteBody()
    {
        var pending = new Stack<(Region Region, int Next)>();
        pending.Push((_placement.Body, _placement.Body.Items.Count - 1));
        while (pending.Count > 0)
        {
            var (region, next) = pending.Pop();
            if (next < 0)
            {
                continue;
            }

            if (region.Items[next] is Fork { IsEntered: false } fork)
            {
                fork.IsEntered = true;
                pending.Push((region, next));
                pending.Push((fork.Else, fork.Else.Items.Count - 1));
                pending.Push((fork.Then, fork.Then.Items.Count - 1));
                continue;
            }

            pending.Push((region, next - 1));
            _region = region;
            if (region.Items[next] is Fork entered)
            {
                WriteFork(entered);
            }
            else
            {
                WriteValue((Expression)region.Items[next]);
            }
        }
    }

    private void WriteValue(Expression node)
    {
        if (_texts.ContainsKey(node) || WriteSineAndCosine(node))
        {
            return;
        }

        if (_arrivals is not null)
        {
            _arrivalOf.Add(node, node.Operands.Max(Arrival));
        }

        var (text, binding) = node.Opcode switch
        {
            Opcode.Call => Call(node),
            Opcode.Select => VectorSelect(node),
            Opcode.Monomial => Product(node),
            _ => Sum(node),
        };
        var isLong = text.Length > LongestExpression && !_roots.Contains(node);
        _texts.Add(node, _uses.CountOf(node) > 1 || isLong ? (Local(node, text), Binding.Atom) : (text, binding));
    }

    /// <summary>A local of a value. A branch of a selection is assigned to the local of that; one that is needed behind the branch that computes it is declared before that branch.</summary>
    private string Local(Expression? node, string text)
    {
        if (node is not null && _uses.SelectionItIsComputedFor(node) is { } selection)
        {
            var target = Target(selection);
            _region.Statements.Add(new Statement($"{target} = {text};"));
            return target;
        }

        var name = NewName();
        if (node is not null && _uses.ForkBeforeWhichToDeclare(node) is { } fork)
        {
            fork.Declarations.Add($"{Type} {name} = 0;");
            _region.Statements.Add(new Statement($"{name} = {text};"));
        }
        else
        {
            _region.Statements.Add(new Statement($"var {name} = {text};"));
        }

        return name;
    }

    /// <summary>When a value is known: with the last of its operands.</summary>
    private int Arrival(Expression node) => node.Opcode switch
    {
        Opcode.Number => 0,
        Opcode.Argument => _arrivals![node.Index],
        _ => _arrivalOf[node],
    };

    private string NewName() => _prefix + (_locals++).ToString(CultureInfo.InvariantCulture);
}
