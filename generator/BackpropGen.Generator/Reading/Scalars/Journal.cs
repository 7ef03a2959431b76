using System.Collections.Generic;

namespace BackpropGen.Generator.Reading;

/// <summary>Remembers each write to memory, so that one side of a real condition can be read, taken back, and the other read
/// from the same start: what both wrote is merged at a cost of the writes alone.</summary>
internal sealed class Journal
{
    private readonly List<(Cell Cell, object Before)> _entries = [];

    /// <summary>The number of writes so far.</summary>
    public int Position => _entries.Count;

    /// <summary>The number of cells so far.</summary>
    public int Births { get; private set; }

    /// <summary>All cells, the oldest first.</summary>
    public List<Cell> Cells { get; } = [];

    /// <summary>A new cell. Its first value is not a write.</summary>
    public Cell NewCell(object value)
    {
        var cell = new Cell(Births++, value);
        Cells.Add(cell);
        return cell;
    }

    public void Write(Cell cell, object value)
    {
        if (cell is ChosenCell chosen)
        {
            chosen.Write(this, value);
            return;
        }

        _entries.Add((cell, cell.Value));
        cell.Value = value;
    }

    public void Write(IEnumerable<KeyValuePair<Cell, object>> writes)
    {
        foreach (var write in writes)
        {
            Write(write.Key, write.Value);
        }
    }

    /// <summary>The cells written since a position, and what they hold now.</summary>
    public Dictionary<Cell, object> WritesSince(int position)
    {
        var writes = new Dictionary<Cell, object>();
        for (int i = position; i < _entries.Count; i++)
        {
            writes[_entries[i].Cell] = _entries[i].Cell.Value;
        }

        return writes;
    }

    /// <summary>Takes back all writes since a position.</summary>
    public void Rollback(int position)
    {
        for (int i = _entries.Count - 1; i >= position; i--)
        {
            _entries[i].Cell.Value = _entries[i].Before;
        }

        _entries.RemoveRange(position, _entries.Count - position);
    }
}
