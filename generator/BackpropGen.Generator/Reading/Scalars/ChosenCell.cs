using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Reading;

/// <summary>One of several places, which real conditions decide: an element at an index that is not known yet, or of one of two arrays.
/// Exactly one of the conditions holds.</summary>
/// <param name="alternatives">The places, each with the condition under which it is the one.</param>
internal sealed class ChosenCell(ImmutableArray<(Place Place, ScalarCondition Condition)> alternatives) : Cell(alternatives.Max(static one => one.Place.Cell.Birth), Unassigned.Instance)
{
    /// <inheritdoc />
    public override object Value
    {
        get
        {
            object value = alternatives[alternatives.Length - 1].Place.Value;
            for (int i = alternatives.Length - 2; i >= 0; i--)
            {
                value = Alternatives.Choose(alternatives[i].Condition, alternatives[i].Place.Value, value);
            }

            return value;
        }
    }

    /// <summary>Writes all the places: each then holds the value if it is the one, else what it held.</summary>
    public void Write(Journal journal, object value)
    {
        foreach (var (place, condition) in alternatives)
        {
            place.Write(journal, Alternatives.Choose(condition, value, place.Value));
        }
    }

    /// <summary>One array or the other, element by element.</summary>
    public static MemoryValue Of(ScalarCondition condition, MemoryValue holds, MemoryValue fails) => holds with
    {
        Cells = [.. Enumerable.Range(0, holds.Length).Select(i => Of(condition, new Place(holds[i]), new Place(fails[i])).Cell)],
        Start = 0,
        IsConstant = holds.IsConstant || fails.IsConstant,
    };

    /// <summary>One place or the other.</summary>
    public static Place Of(ScalarCondition condition, Place holds, Place fails) =>
        holds.Cell == fails.Cell && holds.Path.SequenceEqual(fails.Path) ? holds : new Place(new ChosenCell([(holds, condition), (fails, ScalarCondition.Not(condition))]));
}
