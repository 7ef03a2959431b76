using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Where each value of an expression is needed: a result everywhere, a branch of a selection where that is needed and its condition decides for it,
/// an operand where what is computed from it is needed.</summary>
internal sealed class Needs
{
    // Values needed in more arms count as needed in the arm around them.
    private const int MostArms = 8;

    private readonly Dictionary<Expression, Need> _needs = [];
    private readonly Dictionary<Expression, List<Need>> _uses = [];
    private readonly HashSet<Expression> _widened = [];
    private readonly Need _everywhere;

    private Needs(Arm body) => _everywhere = body.Alone;

    /// <summary>The needs of all values.</summary>
    /// <param name="nodes">The values, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="body">What is known where the results are needed.</param>
    public static Needs Of(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, Arm body)
    {
        var needs = new Needs(body);
        if (nodes.All(static node => node.Opcode != Opcode.Select))
        {
            return needs;
        }

        foreach (var root in roots)
        {
            needs.Use(root, needs._everywhere);
        }

        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            needs.Add(nodes[i]);
        }

        return needs;
    }

    /// <summary>Where a value is needed.</summary>
    public Need Of(Expression node) => _needs.TryGetValue(node, out var need) ? need : _everywhere;

    /// <summary>Whether it is needed in parts of that place only, too many to name them.</summary>
    public bool IsWidened(Expression node) => _widened.Contains(node);

    private void Add(Expression node)
    {
        if (!_uses.TryGetValue(node, out var uses))
        {
            _needs.Add(node, Need.Never);
            return;
        }

        _uses.Remove(node);
        var need = Need.Any(uses);
        if (need.Arms.Length > MostArms)
        {
            need = need.Home.Alone;
            _widened.Add(node);
        }

        if (!need.Equals(_everywhere))
        {
            _needs.Add(node, need);
        }

        var isSelection = node.Opcode == Opcode.Select;
        var condition = isSelection ? Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]) : null;
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var where = isSelection && i >= 2 ? need.And(condition!, i == 2) : need;
            if (!where.IsNever)
            {
                Use(node.Operands[i], where);
            }
        }
    }

    private void Use(Expression node, Need where)
    {
        if (!_uses.TryGetValue(node, out var uses))
        {
            _uses.Add(node, uses = []);
        }

        uses.Add(where);
    }
}
