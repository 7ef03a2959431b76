using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace BackpropGen.Tests;

public class CsvEdgeTests
{


    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    public void Messages_write_numbers_alike_in_every_language(string language)
    {
        using var culture = new Culture(language);
        var exception = Assert.Throws<CsvFormatException>(() => Read("0\n-1.5").Labels(0));
        Assert.EndsWith("found -1.5.", exception.Message, StringComparison.Ordinal);
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2").Columns(-1, 1));
        Assert.Contains("from -1 on", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them_within_quotes_too()
    {
        var exception = Assert.Throws<CsvFormatException>(() => Read("\"a\r\n\nb\"\n1\nx", hasHeader: true));
        Assert.Equal(5, exception.Line);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(0, 0)]
    [InlineData(1, int.MaxValue)]
    public void Columns_that_are_not_there_are_refused(int start, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2").Columns(start, count));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 2)]
    public void An_element_that_is_not_there_is_refused(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2")[row, column]);

    [Fact]
    public void A_file_longer_than_any_buffer_with_a_byte_order_mark_is_read_whole()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, string.Join("\r\n", Enumerable.Range(0, 20_000).Select(row => $"{row},\"{row}.5\"")), new UTF8Encoding(true));
        CsvTable table = CsvReader.Read(file.Path);
        Assert.Equal(20_000, table.RowCount);
        Assert.Equal(Enumerable.Range(0, 20_000), table.Labels(0));
        Assert.Equal(19_999.5, table[19_999, 1]);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    public void A_separator_that_ends_lines_or_quotes_is_refused(char separator) =>
        Assert.Equal("separator", Assert.Throws<ArgumentException>(() => Read("1", separator: separator)).ParamName);

    private static CsvTable Read(string text, bool hasHeader = false, char separator = ',') =>
        CsvReader.Read(new StringReader(text), "points.csv", hasHeader, separator);
}
