using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>A place of the code where a condition decides: all selections made there are made together.</summary>
internal sealed class Fork
{
    /// <summary>A fork of a region.</summary>
    /// <param name="region">Where it stands.</param>
    /// <param name="condition">What decides.</param>
    /// <param name="position">Its number in the region, counted from the end.</param>
    public Fork(Region region, Condition condition, int position)
    {
        Region = region;
        Condition = condition;
        Position = position;
        Then = region.Branch(this, true);
        Else = region.Branch(this, false);
    }

    /// <summary>The region around it.</summary>
    public Region Region { get; }

    /// <summary>What decides.</summary>
    public Condition Condition { get; }

    /// <summary>Its number in the region, counted from the end.</summary>
    public int Position { get; }

    /// <summary>What is computed where the condition holds.</summary>
    public Region Then { get; }

    /// <summary>What is computed where it does not.</summary>
    public Region Else { get; }

    /// <summary>The values selected, the last first.</summary>
    public List<Expression> Selections { get; } = [];

    /// <summary>Whether nothing is selected here, and the condition guards what others need.</summary>
    public bool IsGuard => Selections.Count == 0;

    /// <summary>Declarations before it of what its branches assign.</summary>
    public List<string> Declarations { get; } = [];

    /// <summary>Whether its branches have been written.</summary>
    public bool IsEntered { get; set; }
}
