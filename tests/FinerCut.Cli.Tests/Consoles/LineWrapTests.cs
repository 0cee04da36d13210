using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class LineWrapTests
{
    [Theory]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two\n  three")]
    [InlineData("one two three", 7, "one two\n  three")]
    [InlineData("  one two three", 9, "  one two\n    three")]
    [InlineData("a  two columns", 8, "a  two\n  columns")]
    [InlineData("one\ntwo three", 6, "one\ntwo\n  three")]
    [InlineData("a /a/path/that/is/long b", 10, "a\n  /a/path/that/is/long\n  b")]
    [InlineData("/a/path/that/is/long b", 10, "/a/path/that/is/long\n  b")]
    [InlineData("", 10, "")]
    public void Wrap_Text_BreaksAtBlanks(string text, int width, string expected) =>
        Assert.Equal(expected, LineWrap.Wrap(text, width));

    [Fact]
    public void Wrap_WideCharacters_CountTwice() => Assert.Equal("模型 模型\n  模型", LineWrap.Wrap("模型 模型 模型", 10));

    [Fact]
    public void Wrap_Colours_DoNotCount() =>
        Assert.Equal("\e[31;1merror:\e[0m a b\n  c", LineWrap.Wrap("\e[31;1merror:\e[0m a b c", 10));

    [Fact]
    public void Wrap_FileOrPipe_LeavesTheText()
    {
        string text = new string('x', 500) + " " + new string('y', 500);
        Assert.Equal(text, LineWrap.Wrap(text, Terminal.Redirected.Width));
    }

    [Fact]
    public void ShellLine_TooLong_GoesOnBehindABackslashButNotInQuotes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "shells of Windows do not agree on a sign that a line goes on");
        Assert.Equal(
            "  finercut generate \\\n      \"a text to go on\" \\\n      -n 3",
            ShellLine.Wrap("  finercut generate \"a text to go on\" -n 3", 26));
    }
}
