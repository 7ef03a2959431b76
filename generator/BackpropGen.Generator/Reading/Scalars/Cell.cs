using System.Collections.Immutable;

namespace BackpropGen.Generator.Reading;

/// <summary>A place in the memory of the method that is read: a variable, or an element of an array. Its value changes only
/// through the <see cref="Journal"/>.</summary>
internal class Cell(int birth, object value)
{
    /// <summary>The number of cells made before it.</summary>
    public int Birth { get; } = birth;

    /// <summary>What it holds now.</summary>
    public virtual object Value { get; set; } = value;

    /// <summary>The name of the variable that it is; null where it has none.</summary>
    public string? Name { get; set; }
}

/// <summary>What can be assigned: a cell, or a field inside the structure that a cell holds.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Path">The indexes of the fields, outermost first; empty for the whole.</param>
internal sealed record Place(Cell Cell, ImmutableArray<int> Path)
{
    public Place(Cell cell)
        : this(cell, [])
    {
    }

    /// <summary>What it holds now.</summary>
    public object Value
    {
        get
        {
            object value = Cell.Value;
            foreach (int index in Path)
            {
                value = value is StructureValue structure ? structure.Values[index] : value;
            }

            return value;
        }
    }

    /// <summary>A field of the structure here.</summary>
    public Place Field(int index) => new(Cell, Path.Add(index));

    /// <summary>Assigns it.</summary>
    public void Write(Journal journal, object value) => journal.Write(Cell, With(Cell.Value, 0, value));

    private object With(object whole, int depth, object value) => depth == Path.Length ? value
        : whole is StructureValue structure ? structure.With(Path[depth], With(structure.Values[Path[depth]], depth + 1, value)) : whole;
}
