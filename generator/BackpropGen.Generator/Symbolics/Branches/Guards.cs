using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Branches for what branches of different conditions need, and nothing else does: <c>if (a || b)</c> before both <c>if (a)</c> and <c>if (b)</c>.
/// All values that are needed in the same case stand in one.</summary>
/// <param name="demands">When each value is needed.</param>
/// <param name="size">The number of values.</param>
internal sealed class Guards(Demands demands, int size)
{
    // A longer question is not asked: the value is computed before all branches that need it. Nor are more questions asked than the code is long.
    private const int LongestQuestion = 256;
    private const int MostComparisons = 1000;
    private const int MostTimesTheSize = 4;

    private readonly Dictionary<Region, Decision> _known = [];
    private readonly Dictionary<(Region Around, Decision Needed), Region> _regions = [];
    private readonly Dictionary<Expression, List<Place>> _uses = [];
    private int _left = (MostTimesTheSize * size) + MostComparisons;

    /// <summary>Whether a value is not always needed, and costs more than to ask for that.</summary>
    public bool IsCostly(Expression node) => demands.IsCostly(node);

    /// <summary>Notes a use of a value.</summary>
    public void Use(Expression node, Place place)
    {
        if (demands.IsCostly(node))
        {
            if (!_uses.TryGetValue(node, out var uses))
            {
                _uses.Add(node, uses = []);
            }

            uses.Add(place);
        }
    }

    /// <summary>Notes a fork; its branches may compute more than they were made for.</summary>
    public void Add(Fork fork)
    {
        _regions[(fork.Region, KnownIn(fork.Then))] = fork.Then;
        _regions[(fork.Region, KnownIn(fork.Else))] = fork.Else;
    }

    /// <summary>Whether a condition holds in a region, where that is known.</summary>
    public bool? Decides(Region region, Condition condition)
    {
        var (known, holds) = (KnownIn(region), demands.Decisions.Of(condition));
        return ReferenceEquals(demands.Decisions.And(known, holds), demands.Decisions.Never) ? false
            : demands.Decisions.Implies(known, holds) ? true
            : null;
    }

    /// <summary>Where in a branch a value is computed; null where it may be computed at the place that is found without.</summary>
    /// <param name="node">The value.</param>
    /// <param name="place">The latest place before all its uses that runs whenever one of them does.</param>
    /// <param name="forkBefore">The fork of a condition before a place.</param>
    public Place? PlaceFor(Expression node, Place place, Func<Place, Condition, Fork> forkBefore)
    {
        if (!demands.IsCostly(node))
        {
            return null;
        }

        var decisions = demands.Decisions;
        var known = KnownIn(place.Region);
        var needed = decisions.And(demands.Of(node), known);
        if (ReferenceEquals(needed, known) || ReferenceEquals(needed, decisions.Never) || demands.MayBeComputed(node, known))
        {
            return null;
        }

        if (_regions.TryGetValue((place.Region, needed), out var region) && _uses[node].All(use => IsBehind(use, region)))
        {
            return _uses[node].Where(use => IsIn(use, region)).Select(use => new Place(region, use.PositionIn(region))).Aggregate(new Place(region, 0), Place.Earlier);
        }

        if (decisions.Written(decisions.Simplify(needed, known), LongestQuestion) is not { } question)
        {
            return null;
        }

        _left -= question.Condition.Size;
        if (_left < 0)
        {
            return null;
        }

        var fork = forkBefore(place, question.Condition);
        region = question.Holds ? fork.Then : fork.Else;
        return new Place(region, 0);
    }

    private static bool IsIn(Place place, Region region) => ReferenceEquals(place.Region.Ancestor(region.Depth), region);

    /// <summary>Whether a place, which is not before the region around a branch, is in the branch or after it.</summary>
    private static bool IsBehind(Place place, Region branch) => !IsIn(place, branch.Parent)
        || IsIn(place, branch)
        || place.PositionIn(branch.Parent) < branch.Fork!.Position;

    private Decision KnownIn(Region region)
    {
        if (_known.TryGetValue(region, out var known))
        {
            return known;
        }

        var decisions = demands.Decisions;
        known = region.Fork is not { } fork ? decisions.Always
            : decisions.And(KnownIn(region.Parent), ReferenceEquals(region, fork.Then) ? decisions.Of(fork.Condition) : decisions.Not(decisions.Of(fork.Condition)));
        _known.Add(region, known);
        return known;
    }
}
