using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>What runs together: the method's body, or one branch of an <c>if</c>. Filled from its end to its start.</summary>
internal sealed class Region
{
    private readonly Region _jump;

    private Region(Region? parent, Fork? fork, Arm arm)
    {
        Fork = fork;
        Arm = arm;
        Parent = parent ?? this;
        Depth = parent is null ? 0 : parent.Depth + 1;

        // Ancestors in logarithmic time (Myers, An applicative random-access stack, 1983).
        _jump = parent is null ? this
            : parent.Depth - parent._jump.Depth == parent._jump.Depth - parent._jump._jump.Depth ? parent._jump._jump
            : parent;
    }

    /// <summary>The region around it; the body's is itself.</summary>
    public Region Parent { get; }

    /// <summary>The <c>if</c> whose branch it is; null for the body.</summary>
    public Fork? Fork { get; }

    /// <summary>What is known in it.</summary>
    public Arm Arm { get; }

    /// <summary>The number of regions around it.</summary>
    public int Depth { get; }

    /// <summary>What it computes, the last first: expressions and forks.</summary>
    public List<object> Items { get; } = [];

    /// <summary>The earliest fork of each condition.</summary>
    public Dictionary<Condition, Fork> Forks { get; } = [];

    /// <summary>Its code.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>A method's body.</summary>
    public static Region Body() => new(null, null, Arm.Body());

    /// <summary>One branch of a fork in this region.</summary>
    public Region Branch(Fork fork, bool holds) => new(this, fork, Arm.With(fork.Condition, holds));

    /// <summary>The region around it at a depth.</summary>
    public Region Ancestor(int depth)
    {
        var region = this;
        while (region.Depth > depth)
        {
            region = region._jump.Depth >= depth ? region._jump : region.Parent;
        }

        return region;
    }

    /// <summary>The innermost regions around two in which the same is known: the same one, or branches of two forks of one condition.</summary>
    public static (Region, Region) CommonArm(Region left, Region right)
    {
        (left, right) = (left.Ancestor(right.Depth), right.Ancestor(left.Depth));
        while (!ReferenceEquals(left.Arm, right.Arm))
        {
            (left, right) = ReferenceEquals(left._jump.Arm, right._jump.Arm) ? (left.Parent, right.Parent) : (left._jump, right._jump);
        }

        return (left, right);
    }

    /// <summary>The innermost region around two.</summary>
    public static Region Common(Region left, Region right)
    {
        (left, right) = (left.Ancestor(right.Depth), right.Ancestor(left.Depth));
        while (!ReferenceEquals(left, right))
        {
            (left, right) = ReferenceEquals(left._jump, right._jump) ? (left.Parent, right.Parent) : (left._jump, right._jump);
        }

        return left;
    }
}
