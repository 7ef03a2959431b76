using System.Collections.Generic;

namespace BackpropGen.Generator.Planning;

/// <summary>Gives offsets in one arena; a place is used again when its value is no longer needed.</summary>
internal sealed class Workspace
{
    private readonly Dictionary<int, Stack<int>> _free = [];

    /// <summary>The arena's length so far.</summary>
    public int Length { get; private set; }

    public int Take(int size)
    {
        if (_free.TryGetValue(size, out var offsets) && offsets.Count > 0)
        {
            return offsets.Pop();
        }

        int offset = Length;
        Length = checked(Length + size);
        return offset;
    }

    public void Return(int offset, int size)
    {
        if (!_free.TryGetValue(size, out var offsets))
        {
            _free.Add(size, offsets = new Stack<int>());
        }

        offsets.Push(offset);
    }
}
