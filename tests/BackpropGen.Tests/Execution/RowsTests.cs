using System;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Tests;

public class RowsTests
{
    private static readonly float[] Column = [0, 1, 10, 11, 20, 21];

    [Fact]
    public void Rows_are_copied_in_the_order_given_and_may_repeat()
    {
        Assert.Equal([20f, 21, 0, 1, 20, 21], Rows.Select<float>(Column, 2, [2, 0, 2]).ToArray());
        var destination = new float[4];
        Rows.Copy<float>(Column, 2, [1, 0], destination);
        Assert.Equal([10f, 11, 0, 1], destination);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1 << 30)]
    [InlineData(int.MinValue)]
    public void A_row_that_is_not_there_is_refused_and_never_wraps_around(int row)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Select<float>(Column, 2, [row]));
        Assert.Equal("rows", exception.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Copy<float>(Column, 4, [row], new float[4]));
    }

    [Fact]
    public void The_rows_with_the_largest_output_at_their_label_are_correct() => Assert.Equal(
        2, Classification.CountCorrect<float>([1, 2, 0, 5, 5, 1, 0, 0, 1], 3, [1, 1, 2]));

    [Fact]
    public void No_rows_are_never_correct() => Assert.Equal(0, Classification.CountCorrect<double>([], 3, []));
}
