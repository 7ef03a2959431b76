using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>What is known in a region: the conditions that led to it. Several regions may be one arm, as where a method
/// asks for the same condition twice.</summary>
/// <param name="outer">The arm around it.</param>
/// <param name="condition">What decides for it.</param>
/// <param name="holds">Whether that holds in it.</param>
internal sealed class Arm(Arm? outer, Condition? condition, bool holds)
{
    // Deeper nests are not searched: what is asked again there is only asked again.
    private const int Reach = 64;

    /// <summary>The arms directly in it.</summary>
    public Dictionary<(Condition, bool), Arm> Inner { get; } = [];

    private Condition? Condition { get; } = condition;

    private Arm? Outer { get; } = outer;

    private bool Holds { get; } = holds;

    /// <summary>Whether a condition holds here, where that is known.</summary>
    public bool? Decides(Condition asked)
    {
        var arm = this;
        for (var i = 0; i < Reach && arm.Outer is not null; i++)
        {
            if (asked.Equals(arm.Condition))
            {
                return arm.Holds;
            }

            arm = arm.Outer;
        }

        return null;
    }
}
