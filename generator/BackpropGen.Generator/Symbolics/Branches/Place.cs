using System;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A place in the code.</summary>
/// <param name="Region">The region.</param>
/// <param name="Position">The number of what stands there, counted from the region's end; 0 is the end.</param>
internal readonly record struct Place(Region Region, int Position)
{
    /// <summary>The latest place that is known to run whenever one of two does, and comes before both.</summary>
    public static Place Earlier(Place first, Place second)
    {
        var (left, right) = Region.CommonArm(first.Region, second.Region);
        var (before, after) = (first.PositionIn(left), second.PositionIn(right));
        if (ReferenceEquals(left, right))
        {
            return new Place(left, Math.Max(before, after));
        }

        var common = Region.Common(left, right);
        return new Place(left, 0).PositionIn(common) > new Place(right, 0).PositionIn(common) ? new Place(left, before) : new Place(right, after);
    }

    /// <summary>The position in a region of this place, which is in it or in a branch of one of its forks.</summary>
    public int PositionIn(Region region) =>
        ReferenceEquals(region, Region) ? Position : Region.Ancestor(region.Depth + 1).Fork!.Position;
}
