using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>Arrays stored in panels look row by row to whoever reads and writes them.</summary>
public class PanelsTests
{
    private static readonly Initialization Uniform = new(Distribution.Uniform, -0.5, 0.5);

    [Fact]
    public void A_matrix_in_panels_of_its_rows_lies_panel_after_panel_with_the_rows_innermost()
    {
        var array = new ParameterInfo("w", [4, 3], 0, StoredKind.Parameter, Uniform) { Panels = new(0, 2) };
        int[] stored = new int[12];
        array.Write<int>([0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32], stored);
        Assert.Equal([0, 10, 1, 11, 2, 12, 20, 30, 21, 31, 22, 32], stored);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    public void What_was_written_is_read_whatever_the_axis(int axis, int width)
    {
        var array = new ParameterInfo("w", [4, 6, 5], 7, StoredKind.Parameter, Uniform) { Panels = new(axis, width) };
        int[] written = [.. Enumerable.Range(1, 120)], stored = new int[130], read = new int[120];
        array.Write<int>(written, stored);
        array.Read<int>(stored, read);
        Assert.Equal(written, read);
        Assert.Equal(written, stored[7..127].Order());
        Assert.All(stored[..7].Concat(stored[127..]), static outside => Assert.Equal(0, outside));
    }

    [Fact]
    public void The_first_values_the_file_and_Read_do_not_depend_on_the_panels()
    {
        var rows = new ModelStorage<float>(new(Weight()));
        var panels = new ModelStorage<float>(new(Weight() with { Panels = new(0, 8) }));
        Assert.NotEqual(rows.Parameters.ToArray(), panels.Parameters.ToArray());
        AssertEqual(rows, panels);

        using var file = new TemporaryFile();
        panels.Save(file.Path);
        panels.Initialize(5);
        rows.Initialize(6);
        rows.Restore(file.Path);
        panels.Restore(file.Path);
        AssertEqual(rows, panels);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    [InlineData(1, 0)]
    public void Panels_that_do_not_divide_an_axis_are_refused(int axis, int width)
    {
        var error = Assert.Throws<ArgumentException>(() => Weight() with { Panels = new(axis, width) });
        Assert.Contains($"panels of {width} do not divide axis {axis}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_length_is_refused()
    {
        float[] stored = new float[80];
        Assert.Throws<ArgumentException>(() => Weight().Read<float>(stored, new float[79]));
        Assert.Throws<ArgumentException>(() => Weight().Write<float>(new float[81], stored));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weight().Read<float>(stored.AsSpan(1), new float[80]));
    }

    private static ParameterInfo Weight() => new("w", [16, 5], 0, StoredKind.Parameter, Uniform);

    private static void AssertEqual(ModelStorage<float> rows, ModelStorage<float> panels)
    {
        float[] expected = new float[80], actual = new float[80];
        rows.Read("w", expected);
        panels.Read("w", actual);
        Assert.Equal(expected, actual);
    }
}
