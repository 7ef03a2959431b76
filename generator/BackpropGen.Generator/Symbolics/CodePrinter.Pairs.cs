using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class CodePrinter
{
    // The sine of an angle beside its cosine and the other way round, where both are computed in one place.
    private readonly Dictionary<Expression, Expression> _partners;

    private static Dictionary<Expression, Expression> Partners(Placement placement)
    {
        var cosines = new Dictionary<(Expression Angle, Region Region), Expression>();
        foreach (var cosine in placement.Nodes.Where(node => node.IsCall(FunctionTable.Cos) && placement.IsPlaced(node)))
        {
            cosines[(cosine.Operands[0], placement.RegionOf(cosine))] = cosine;
        }

        var partners = new Dictionary<Expression, Expression>();
        foreach (var sine in placement.Nodes.Where(node => node.IsCall(FunctionTable.Sin) && placement.IsPlaced(node)))
        {
            if (cosines.TryGetValue((sine.Operands[0], placement.RegionOf(sine)), out var cosine) && !partners.ContainsKey(cosine))
            {
                partners.Add(sine, cosine);
                partners.Add(cosine, sine);
            }
        }

        return partners;
    }

    /// <summary>Sine and cosine of one angle by one call: most of the work is the same.</summary>
    private bool WriteSineAndCosine(Expression node)
    {
        if (_form.IsVector || !_partners.TryGetValue(node, out var partner)
            || _uses.SelectionItIsComputedFor(node) is not null || _uses.SelectionItIsComputedFor(partner) is not null)
        {
            return false;
        }

        var (sine, cosine) = node.IsCall(FunctionTable.Sin) ? (node, partner) : (partner, node);
        var (first, second) = (Declared(sine), Declared(cosine));
        var target = first.IsNew && second.IsNew ? $"var ({first.Name}, {second.Name})" : $"({Target(first)}, {Target(second)})";
        _region.Statements.Add(new Statement($"{target} = global::BackpropGen.Kernels.ScalarMath.SinCos({Text(node.Operands[0], Binding.Conditional)});"));
        return true;

        static string Target((string Name, bool IsNew) local) => local.IsNew ? "var " + local.Name : local.Name;
    }

    /// <summary>The local of a value, declared before the branch around it if it is needed behind that; else it is still to be declared.</summary>
    private (string Name, bool IsNew) Declared(Expression value)
    {
        var name = NewName();
        _texts.Add(value, (name, Binding.Atom));
        if (_uses.ForkBeforeWhichToDeclare(value) is not { } fork)
        {
            return (name, true);
        }

        fork.Declarations.Add($"{Type} {name} = 0;");
        return (name, false);
    }
}
