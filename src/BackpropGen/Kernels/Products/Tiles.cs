using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Rows split evenly into tiles: 64 = 4 · 13 + 12 keeps more registers busy than 4 · 14 + 8.</summary>
internal readonly struct Tiles
{
    /// <summary>The rows of all tiles, the number of tiles, and how many of those, the first, have a row more than the others.</summary>
    internal readonly int AllRows, Count, Larger;

    /// <summary>The rows of each other tile.</summary>
    internal readonly int Rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Tiles(int rows, int most)
    {
        AllRows = rows;
        Count = (rows + most - 1) / most;
        Rows = rows / Count;
        Larger = rows - (Rows * Count);
    }
}
