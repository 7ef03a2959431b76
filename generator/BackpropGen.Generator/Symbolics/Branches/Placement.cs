using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Where each value of an expression is computed: as late as possible and in the innermost branch around all its uses,
/// so that what only one branch needs is computed in that branch alone, and selections of one condition stand together.</summary>
/// <remarks>One pass from the results to the arguments, at which each value's uses are all placed before itself: time and size
/// are linear in the number of values, up to logarithms. A value that two forks of one condition need is computed
/// in the earlier one, since it runs exactly when the later one does.</remarks>
internal sealed class Placement
{
    private readonly Dictionary<Expression, Place> _places = [];
    private readonly Dictionary<Expression, List<Place>> _usesOfSelections = [];
    private readonly Dictionary<Expression, Branching> _branchings;

    /// <summary>Places the values under some results.</summary>
    /// <param name="nodes">All of them, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="forks">Whether selections fork; else each is a value computed from both its branches.</param>
    public Placement(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, bool forks)
    {
        _branchings = forks ? Branching.Of(nodes) : [];
        foreach (var root in roots)
        {
            Use(root, new Place(Body, 0));
        }

        foreach (var node in BackwardOrder.Of(nodes, roots, _branchings))
        {
            Add(node);
        }
    }

    /// <summary>The whole code.</summary>
    public Region Body { get; } = Region.Body();

    /// <summary>All forks, the last first.</summary>
    public List<Fork> Forks { get; } = [];

    /// <summary>Whether a value is computed at all: not where only what is known to be left out needs it.</summary>
    public bool IsPlaced(Expression node) => _places.ContainsKey(node);

    /// <summary>Where a value is computed.</summary>
    public Region RegionOf(Expression node) => _places[node].Region;

    /// <summary>How a selection forks, if it does.</summary>
    public Branching? BranchingOf(Expression node) => _branchings.TryGetValue(node, out var branching) ? branching : null;

    /// <summary>The value that a node has where it is used: its own, or that of one branch where its condition is known.</summary>
    public Expression Resolve(Expression node, Region region)
    {
        while (BranchingOf(node) is { } branching && region.Arm.Decides(branching.Condition) is { } holds)
        {
            node = holds ? branching.Then : branching.Else;
        }

        return node;
    }

    private void Add(Expression node)
    {
        if (BranchingOf(node) is { } branching)
        {
            AddSelection(node, branching);
        }
        else if (_places.TryGetValue(node, out var place))
        {
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
            if (use.Region.Arm.Decides(branching.Condition) is { } holds)
            {
                Use(holds ? branching.Then : branching.Else, use);
            }
            else
            {
                _places[node] = _places.TryGetValue(node, out var place) ? Place.Earlier(place, use) : use;
            }
        }

        if (_places.TryGetValue(node, out var found))
        {
            var fork = ForkBefore(found, branching.Condition);
            fork.Selections.Add(node);
            Use(branching.Then, new Place(fork.Then, 0));
            Use(branching.Else, new Place(fork.Else, 0));
        }
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
            _places[node] = _places.TryGetValue(node, out var present) ? Place.Earlier(present, place) : place;
            return;
        }

        if (!_usesOfSelections.TryGetValue(node, out var uses))
        {
            _usesOfSelections.Add(node, uses = []);
        }

        uses.Add(place);
    }
}
