using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class CodePrinter
{
    // The sine of an angle beside its cosine and the other way round, where both are computed.
    private readonly Dictionary<Expression, Expression> _partners;

    private static Dictionary<Expression, Expression> Partners(IReadOnlyList<Expression> nodes)
    {
        var cosines = nodes.Where(static node => node.IsCall(FunctionTable.Cos)).ToDictionary(static node => node.Operands[0]);
        var partners = new Dictionary<Expression, Expression>();
        foreach (var sine in nodes.Where(static node => node.IsCall(FunctionTable.Sin)))
        {
            if (cosines.TryGetValue(sine.Operands[0], out var cosine))
            {
                partners.Add(sine, cosine);
                partners.Add(cosine, sine);
            }
        }

        return partners;
    }

    /// <summary>Sine and cosine of one angle by one call, where both are needed in one place: most of the work is the same.</summary>
    private bool WriteSineAndCosine(Expression node)
    {
        if (_form.IsVector || !_partners.TryGetValue(node, out var partner) || !_placement.IsPlaced(partner) || !ReferenceEquals(_placement.RegionOf(partner), _region)
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
