using System;
using System.Collections.Generic;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackpropGen.Console;

/// <summary>
/// Draws small gray pictures side by side, each over its caption. A character holds two pixels, one above the other, by
/// the upper half block in the upper pixel's color on the lower one's; where there are no colors, a pixel is two shaded
/// blocks wide instead.
/// </summary>
public static class ImagePrinter
{
    private const string Shades = " ░▒▓█";

    /// <summary>The columns of the terminal between two pictures.</summary>
    private const int Gap = 2;

    /// <summary>Draws.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="images">The pictures, from left to right; those that do not fit go on below.</param>
    public static void Print(IAnsiConsole console, params IReadOnlyList<CaptionedImage> images)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(images);
        bool hasColors = console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;
        var line = new List<CaptionedImage>();
        int width = 0;
        foreach (CaptionedImage image in images)
        {
            int needed = Math.Max(hasColors ? image.Width : 2 * image.Width, image.Caption.Length) + Gap;
            if (line.Count > 0 && width + needed > console.Profile.Width)
            {
                console.Write(Line(line, hasColors));
                line.Clear();
                width = 0;
            }

            line.Add(image);
            width += needed;
        }

        if (line.Count > 0)
        {
            console.Write(Line(line, hasColors));
        }
    }

    /// <summary>Pictures side by side over their captions.</summary>
    private static Grid Line(List<CaptionedImage> images, bool hasColors)
    {
        var grid = new Grid();
        var pictures = new IRenderable[images.Count];
        var captions = new IRenderable[images.Count];
        for (int index = 0; index < images.Count; index++)
        {
            grid.AddColumn();
            CaptionedImage image = images[index];
            pictures[index] = hasColors ? new Markup(HalfBlocks(image)) : new Text(Shaded(image));
            captions[index] = new Text(image.Caption);
        }

        return grid.AddRow(pictures).AddRow(captions);
    }

    private static string HalfBlocks(CaptionedImage image)
    {
        var markup = new StringBuilder();
        for (int row = 0; row < image.Height; row += 2)
        {
            markup.Append(row == 0 ? "" : "\n");
            for (int column = 0; column < image.Width; column++)
            {
                string upper = Color(image, row, column), lower = Color(image, row + 1, column);
                markup.Append("[#").Append(upper).Append(" on #").Append(lower).Append("]▀[/]");
            }
        }

        return markup.ToString();
    }

    private static string Shaded(CaptionedImage image)
    {
        var text = new StringBuilder();
        for (int row = 0; row < image.Height; row++)
        {
            text.Append(row == 0 ? "" : "\n");
            for (int column = 0; column < image.Width; column++)
            {
                text.Append(Shades[(int)MathF.Round(Brightness(image, row, column) * (Shades.Length - 1))], 2);
            }
        }

        return text.ToString();
    }

    private static string Color(CaptionedImage image, int row, int column)
    {
        string level = ((int)MathF.Round(Brightness(image, row, column) * byte.MaxValue)).ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
        return level + level + level;
    }

    /// <summary>A pixel's brightness, 0 to 1; black below the last row and where a pixel is not a number.</summary>
    private static float Brightness(CaptionedImage image, int row, int column)
    {
        float pixel = row < image.Height ? image.Pixels.Span[(row * image.Width) + column] : 0;
        return float.IsNaN(pixel) ? 0 : Math.Clamp(pixel, 0, 1);
    }
}
