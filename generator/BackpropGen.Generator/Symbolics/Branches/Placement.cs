using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Where each value of an expression is computed: as late as possible and in the innermost branch around all its uses,
/// so that what only one branch needs is computed in that branch alone, and selections of one condition stand together.</summary>
/// <remarks>One pass from the results to the arguments, at which each value's uses are all placed before itself: time and size
/// are linear in the number of values, up to logarithms. A value that two forks of one condition need is computed
/// in the earlier one, since it runs exactly when the later one does. What branches of different conditions need stands before them,
/// or, by <see cref="Guards"/>, in a branch of its own.</remarks>
internal sealed class Placement
{
    private readonly Dictionary<Expression, Place> _places = [];
    private readonly Dictionary<Expression, List<Place>> _usesOfSelections = [];
    private readonly Dictionary<Expression, Branching> _branchings;
    private readonly Guards? _guards;

    /// <summary>Places the values under some results.</summary>
    /// <param name="nodes">All of them, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="branchings">How the selections fork; a selection not among them is a value computed from all its operands.</param>
    /// <param name="backwards">The values, each before its operands.</param>
    /// <param name="demands">When values are needed, if those that cost more than a question are to be computed only then.</param>
    public Placement(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, Dictionary<Expression, Branching> branchings, IEnumerable<Expression> backwards, Demands? demands = null)
    {
        (Nodes, Roots, _branchings) = (nodes, roots, branchings);
        _guards = demands is null ? null : new Guards(demands, nodes.Count);
        foreach (var root in roots)
        {
            Use(root, new Place(Body, 0));
        }

        foreach (var node in backwards)
        {
            Add(node);
        }
    }

    /// <summary>Places the values under some results, without guards.</summary>
    /// <param name="nodes">All of them, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="branchings">How the selections fork; a selection not among them is a value computed from all its operands.</param>
    public static Placement Of(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, Dictionary<Expression, Branching> branchings) =>
        new(nodes, roots, branchings, new BackwardOrder(nodes, roots, branchings).Run());

    /// <summary>The values, each after its operands.</summary>
    public IReadOnlyList<Expression> Nodes { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<Expression> Roots { get; }

    /// <summary>The whole code.</summary>
    public Region Body { get; } = Region.Body();

    /// <summary>All forks, the last first.</summary>
    public List<Fork> Forks { get; } = [];

    /// <summary>Whether a value is computed later than where its uses meet, to run only where it is needed, or not at all.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>Whether a value is computed at all: not where only what is known to be left out needs it.</summary>
    public bool IsPlaced(Expression node) => _places.ContainsKey(node);

    /// <summary>Where a value is computed.</summary>
    public Region RegionOf(Expression node) => _places[node].Region;

    /// <summary>How a selection forks, if it does.</summary>
    public Branching? BranchingOf(Expression node) => _branchings.TryGetValue(node, out var branching) ? branching : null;

    /// <summary>The value that a node has where it is used: its own, or that of one branch where its condition is known.</summary>
    public Expression Resolve(Expression node, Region region) => Resolve(node, region, Decides);

    private Expression Resolve(Expression node, Region region, System.Func<Region, Condition, bool?> decides)
    {
        while (BranchingOf(node) is { } branching && decides(region, branching.Condition) is { } holds)
        {
            node = holds ? branching.Then : branching.Else;
        }

        return node;
    }

    /// <summary>Whether a condition holds in a region, where that is known.</summary>
    private bool? Decides(Region region, Condition condition) => DecidesByName(region, condition) ?? DecidesByValue(region, condition);

    private bool? DecidesByName(Region region, Condition condition) => region.Arm.Decides(condition) ?? _guards?.Decides(region, condition);

    /// <summary>Whether a comparison holds in a region where what it compares is known to be numbers.</summary>
    private bool? DecidesByValue(Region region, Condition condition) => condition is { A: { } a, B: { } b }
        && Resolve(a, region, DecidesByName).IsNumber(out var left) && Resolve(b, region, DecidesByName).IsNumber(out var right)
            ? ExpressionPool.Holds(condition.Comparison, left, right) : null;

    private void Add(Expression node)
    {
        if (BranchingOf(node) is { } branching)
        {
            AddSelection(node, branching);
        }
        else if (_places.ContainsKey(node))
        {
            var place = Guarded(node);
            place.Region.Items.Add(node);
            foreach (var operand in node.Operands)
            {
                Use(operand, new Place(place.Region, place.Region.Items.Count));
            }
        }
    }

    private void AddSelection(Expression node, Branching branching)
    {
        foreach (var use in _usesOfSelections.TryGetValue(node, out var uses) ? uses : [])
        {
            if (Decides(use.Region, branching.Condition) is { } holds)
            {
                IsGuarded |= use.Region.Arm.Decides(branching.Condition) is null && _guards?.IsCostly(holds ? branching.Else : branching.Then) == true;
                Use(holds ? branching.Then : branching.Else, use);
            }
            else
            {
                AddUse(node, use);
            }
        }

        if (_places.ContainsKey(node))
        {
            var fork = ForkBefore(Guarded(node), branching.Condition);
            fork.Selections.Add(node);
            Use(branching.Then, new Place(fork.Then, 0));
            Use(branching.Else, new Place(fork.Else, 0));
        }
    }

    /// <summary>Where a value is computed whose uses are all placed: in a branch of its own if it is not always needed where they meet.</summary>
    private Place Guarded(Expression node)
    {
        if (_guards?.PlaceFor(node, _places[node], ForkBefore) is { } place)
        {
            _places[node] = place;
            IsGuarded = true;
        }

        return _places[node];
    }

    /// <summary>The fork of a condition that stands before a place: the earliest there is if it does, else a new one.</summary>
    private Fork ForkBefore(Place place, Condition condition)
    {
        var region = place.Region;
        if (region.Forks.TryGetValue(condition, out var fork) && fork.Position > place.Position)
        {
            return fork;
        }

        fork = new Fork(region, condition, region.Items.Count + 1);
        region.Items.Add(fork);
        region.Forks[condition] = fork;
        Forks.Add(fork);
        _guards?.Add(fork);
        foreach (var operand in condition.Operands)
        {
            Use(operand, new Place(region, fork.Position));
        }

        return fork;
    }

    /// <summary>Notes that a value is needed at a place.</summary>
    private void Use(Expression node, Place place)
    {
        if (node.Opcode is Opcode.Number or Opcode.Argument)
        {
            return;
        }

        if (!_branchings.ContainsKey(node))
        {
            AddUse(node, place);
            return;
        }

        if (!_usesOfSelections.TryGetValue(node, out var uses))
        {
            _usesOfSelections.Add(node, uses = []);
        }

        uses.Add(place);
    }

    private void AddUse(Expression node, Place place)
    {
        _places[node] = _places.TryGetValue(node, out var present) ? Place.Earlier(present, place) : place;
        _guards?.Use(node, place);
    }
}
