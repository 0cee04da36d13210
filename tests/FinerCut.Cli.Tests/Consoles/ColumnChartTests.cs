using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class ColumnChartTests
{
    [Fact]
    public void Write_Ascii_HasAColumnForEachValueAndALineAtTheLimit() => Assert.Equal(
        """
         4.0 |                     ######
             |                     ######
         2.8 |                     ######
             |                     ######
         1.7 |--------------######-######-
             |              ###### ######
         1.4 |              ###### ######
             |              ###### ######
         1.0 +----------------------------
                 a      b      c      d
        """.ReplaceLineEndings("\n"),
        Draw(Terminal.Redirected, Limited([1, 0.9, 2, 4])).ReplaceLineEndings("\n"));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void Write_MoreColumnsThanFit_TakesTheLastOfEach(int width)
    {
        Terminal terminal = new(CanRedraw: false, width, HasColors: false, HasUnicode: true);
        ColumnChart chart = new(
            [.. Enumerable.Range(1, 160).Select(number => new ChartColumn($"{number}", number))], terminal)
        { Format = value => $"{value:F0}" };

        string[] lines = Draw(chart, terminal).Split('\n');

        Assert.All(lines, line => Assert.InRange(LineWrap.Columns(line), 0, Math.Min(width, Terminal.Measure)));
        Assert.Equal(width switch { 40 => 5, 60 => 3, _ => 3 }, chart.Stride);
        Assert.Contains('█', lines[0]);
        Assert.EndsWith("160", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ValueBeyondAllNumbers_IsMarked()
    {
        string drawn = Draw(Terminal.Redirected, Limited([1.2, null]));
        Assert.Contains("^", drawn.Split('\n')[0], StringComparison.Ordinal);
        Assert.EndsWith("^ is beyond all numbers.", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingAboveTheFoot_IsAnEmptyChart()
    {
        string drawn = Draw(Terminal.Redirected, Limited([0.9, 1]));
        Assert.DoesNotContain('#', drawn);
        Assert.Contains("1.1 |", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Colours_AreOnWhatIsAboveTheLimit()
    {
        string drawn = Draw(
            new Terminal(CanRedraw: true, 80, HasColors: true, HasUnicode: true), Limited([1.4, 4]));
        string foot = drawn.Split('\n')[7];
        Assert.Contains("\e[33;1m██", foot, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", foot[..foot.IndexOf('█', StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    private static Func<Terminal, ColumnChart> Limited(double?[] values) => terminal => new ColumnChart(
        [.. values.Select((value, index) => new ChartColumn($"{(char)('a' + index)}", value))], terminal)
    {
        Format = value => FormattableString.Invariant($"{value:F1}"),
        Foot = 1,
        IsLogarithmic = true,
        Limit = 1.7,
    };

    private static string Draw(Terminal terminal, Func<Terminal, ColumnChart> chart) => Draw(chart(terminal), terminal);

    private static string Draw(ColumnChart chart, Terminal terminal)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        chart.Write(new AnswerLines(writer, terminal));
        return writer.ToString().TrimEnd('\n');
    }
}
