using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>What is known in a region: the conditions that led to it, the outermost first. Several regions may be one arm, as where a method
/// asks for the same condition twice.</summary>
internal sealed class Arm
{
    // So many arms are asked one by one; each arm at the end of such a stretch keeps what is known in all around it.
    private const int Stretch = 16;

    private readonly Arm _root;
    private readonly Arm _jump;
    private readonly ImmutableDictionary<Condition, bool>? _known;
    private Dictionary<(Condition, bool), Arm>? _inner;
    private Need? _alone;
    private int _count;

    private Arm(Arm? outer, Condition? condition, bool holds)
    {
        Outer = outer;
        Condition = condition;
        Holds = holds;
        Depth = outer is null ? 0 : outer.Depth + 1;
        _root = outer?._root ?? this;
        Number = _root._count++;
        // Ancestors in logarithmic time (Myers, An applicative random-access stack, 1983).
        _jump = outer is null ? this
            : outer.Depth - outer._jump.Depth == outer._jump.Depth - outer._jump._jump.Depth ? outer._jump._jump
            : outer;
        _known = Depth > 0 && Depth % Stretch == 0 ? All() : null;
    }

    /// <summary>The arm around it; null for a method's body.</summary>
    public Arm? Outer { get; }

    /// <summary>What decides for it; null for a method's body.</summary>
    public Condition? Condition { get; }

    /// <summary>Whether its condition holds in it.</summary>
    public bool Holds { get; }

    /// <summary>The number of arms around it.</summary>
    public int Depth { get; }

    /// <summary>Its number among all arms of a method, in the order in which they were found.</summary>
    public int Number { get; }

    /// <summary>A method's body, where nothing is known.</summary>
    public static Arm Body() => new(null, null, false);

    /// <summary>Being needed in this arm alone.</summary>
    public Need Alone => _alone ??= Need.In(this);

    /// <summary>Whether a condition holds here, where that is known.</summary>
    public bool? Decides(Condition asked)
    {
        var arm = this;
        for (; arm.Outer is not null && arm._known is null; arm = arm.Outer)
        {
            if (arm.Condition!.Decides(arm.Holds, asked) is { } holds)
            {
                return holds;
            }
        }

        return arm._known is not null && arm._known.TryGetValue(asked, out var known) ? known : null;
    }

    /// <summary>What is known where a condition that is not known here is known too.</summary>
    public Arm With(Condition condition, bool holds)
    {
        if (Find(condition, holds) is { } found)
        {
            return found;
        }

        var arm = new Arm(this, condition, holds);
        (_inner ??= []).Add((condition, holds), arm);
        return arm;
    }

    /// <summary>The other branch of its condition, if anything is known to be in it.</summary>
    public Arm? Other => Outer?.Find(Condition!, !Holds);

    /// <summary>What is known where all that is known in another arm is known here too; null where the two exclude each other.</summary>
    public Arm? And(Arm other)
    {
        if (Contains(other) || other.Contains(this))
        {
            return other.Depth > Depth ? other : this;
        }

        var path = new Stack<Arm>();
        for (var at = other; !at.Contains(this); at = at.Outer!)
        {
            path.Push(at);
        }

        var arm = this;
        foreach (var step in path)
        {
            var known = arm.Decides(step.Condition!);
            if (known == !step.Holds)
            {
                return null;
            }

            arm = known is null ? arm.With(step.Condition!, step.Holds) : arm;
        }

        return arm;
    }

    /// <summary>Whether another arm is this one or inside it.</summary>
    public bool Contains(Arm other) => other.Depth >= Depth && ReferenceEquals(other.Ancestor(Depth), this);

    /// <summary>Whether one condition decides between this arm and another: never both are taken.</summary>
    public bool Excludes(Arm other)
    {
        var common = Common(this, other).Depth;
        return common < Depth && common < other.Depth && ReferenceEquals(Ancestor(common + 1).Other, other.Ancestor(common + 1));
    }

    /// <summary>The innermost arm around two.</summary>
    public static Arm Common(Arm left, Arm right)
    {
        (left, right) = (left.Ancestor(right.Depth), right.Ancestor(left.Depth));
        while (!ReferenceEquals(left, right))
        {
            (left, right) = ReferenceEquals(left._jump, right._jump) ? (left.Outer!, right.Outer!) : (left._jump, right._jump);
        }

        return left;
    }

    private ImmutableDictionary<Condition, bool> All()
    {
        var (arm, known) = (this, new List<KeyValuePair<Condition, bool>>());
        for (; arm.Outer is not null && arm._known is null; arm = arm.Outer)
        {
            known.AddRange(arm.Condition!.Implied(arm.Holds).Select(static one => new KeyValuePair<Condition, bool>(one.Condition, one.Holds)));
        }

        return (arm._known ?? ImmutableDictionary<Condition, bool>.Empty).SetItems(known);
    }

    private Arm? Find(Condition condition, bool holds) => _inner is not null && _inner.TryGetValue((condition, holds), out var arm) ? arm : null;

    private Arm Ancestor(int depth)
    {
        var arm = this;
        while (arm.Depth > depth)
        {
            arm = arm._jump.Depth >= depth ? arm._jump : arm.Outer!;
        }

        return arm;
    }
}
