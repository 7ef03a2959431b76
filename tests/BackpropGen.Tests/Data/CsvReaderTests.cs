using System;
using System.IO;
using System.Text;
using Xunit;

namespace BackpropGen.Tests;

public class CsvReaderTests
{
    [Theory]
    [InlineData("1,2.5\n3,-4e-1\n")]
    [InlineData("1,2.5\r\n3,-4e-1")]
    [InlineData("1,2.5\r3,-4e-1\r")]
    [InlineData("\n\"1\",\"2.5\"\n\n3,\"-4e-1\"\n\n")]
    public void Numbers_are_read_in_every_form_of_the_standard(string text)
    {
        CsvTable table = Read(text);
        Assert.Equal((2, 2), (table.RowCount, table.ColumnCount));
        Assert.Equal([1, 2.5f, 3, -0.4f], table.Columns(0, 2));
        Assert.Equal([2.5, -0.4], table.Columns<double>(1, 1));
        Assert.Equal([1, 3], table.Labels(0));
        Assert.Equal(-0.4, table[1, 1]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    public void Numbers_have_a_decimal_point_in_every_language(string language)
    {
        using var culture = new Culture(language);
        Assert.Equal([-1.5f, 1e-3f], Read("-1.5,1e-3").Columns(0, 2));
        var exception = Assert.Throws<CsvFormatException>(() => Read("1.5").Labels(0));
        Assert.EndsWith("expected a whole number of at least 0, found 1.5.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_names_the_columns()
    {
        CsvTable table = CsvReader.Read(new StringReader("\"a \"\"b\"\"\",c\n1,2\n"), "t.csv", hasHeader: true);
        Assert.Equal(["a \"b\"", "c"], table.Header);
        Assert.Equal(1, table.IndexOf("c"));
        Assert.Equal(1, table.RowCount);
        var exception = Assert.Throws<ArgumentException>(() => table.IndexOf("d"));
        Assert.Contains("t.csv has no column 'd'. The closest are 'c'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2\n3\n", "t.csv, line 2: expected 2 fields, found 1.")]
    [InlineData("1,2\n\n3,x\n", "t.csv, line 3, column 2: expected a finite number, found 'x'.")]
    [InlineData("1,\n", "t.csv, line 1, column 2: expected a finite number, found ''.")]
    [InlineData("1\n1e999\n", "t.csv, line 2, column 1: expected a finite number, found '1e999'.")]
    [InlineData("NaN\n", "t.csv, line 1, column 1: expected a finite number, found 'NaN'.")]
    [InlineData("1,2\n3,\"4\n", "t.csv, line 2, column 2: expected a closing quote, found the end of the file.")]
    [InlineData("1\n2\"3\"\n", "t.csv, line 2, column 1: expected a quote only at the start of a field, found one inside.")]
    [InlineData("\"1\"2\n", "t.csv, line 1, column 1: expected a separator after the closing quote, found '2'.")]
    [InlineData("1,2\n\"3\n\",4\n5,x\n", "t.csv, line 4, column 2: expected a finite number, found 'x'.")]
    public void An_error_names_file_line_and_column(string text, string message)
    {
        var exception = Assert.Throws<CsvFormatException>(() => Read(text));
        Assert.Equal(message, exception.Message);
    }

    [Theory]
    [InlineData("1\n0.5\n")]
    [InlineData("1\n-1\n")]
    [InlineData("1\n3000000000\n")]
    public void A_label_that_is_not_one_names_its_line(string text)
    {
        CsvTable table = Read(text);
        var exception = Assert.Throws<CsvFormatException>(() => table.Labels(0));
        Assert.Equal((2, 1, "t.csv"), (exception.Line, exception.Column, exception.File));
    }

    [Fact]
    public void A_file_is_read_with_and_without_a_byte_order_mark()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "1;2\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal([1, 2], CsvReader.Read(file.Path, separator: ';').Columns(0, 2));
    }

    [Fact]
    public void Columns_that_do_not_exist_are_refused()
    {
        CsvTable table = Read("1,2\n");
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Columns(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Columns(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Labels(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => table[1, 0]);
    }

    [Fact]
    public void An_empty_text_is_an_empty_table() => Assert.Equal((0, 0), (Read("\n").RowCount, Read("").ColumnCount));

    private static CsvTable Read(string text) => CsvReader.Read(new StringReader(text), "t.csv");
}
