using System;

namespace BackpropGen.Console;

/// <summary>A small gray picture and what stands under it.</summary>
/// <param name="Pixels">Its pixels row by row, 0 for black and 1 for white; others are cut to that range.</param>
/// <param name="Width">The pixels of a row, at least 1; it divides their number.</param>
/// <param name="Caption">The text under it.</param>
public sealed record CaptionedImage(ReadOnlyMemory<float> Pixels, int Width, string Caption)
{
    /// <summary>The number of rows.</summary>
    /// <exception cref="ArgumentException">The width does not divide the number of pixels.</exception>
    public int Height => Width >= 1 && Pixels.Length % Width == 0
        ? Pixels.Length / Width
        : throw new ArgumentException($"{Pixels.Length} pixels do not fill rows of {Width}.");
}
