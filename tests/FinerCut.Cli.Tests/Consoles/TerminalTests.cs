using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class TerminalTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    [InlineData("1", null, false)]
    [InlineData(null, "", false)]
    [InlineData(null, "1", true)]
    [InlineData("", "1", true)]
    [InlineData(null, "3", true)]
    [InlineData(null, "0", false)]
    [InlineData(null, "false", false)]
    [InlineData("1", "1", false)]
    public void Detect_FileOrPipe_HasTheColoursThatAreForced(string? noColor, string? forceColor, bool expected)
    {
        Terminal terminal = Terminal.Detect(TextWriter.Null, isRedirected: true, Variables(noColor, forceColor));

        Assert.Equal(Terminal.Redirected with { HasColors = expected }, terminal);
    }

    [Theory]
    [InlineData("1", null, false)]
    [InlineData("", "1", true)]
    [InlineData("1", "1", false)]
    [InlineData(null, "0", false)]
    public void Detect_Terminal_HasTheColoursThatAreAskedFor(string? noColor, string? forceColor, bool expected) =>
        Assert.Equal(
            expected,
            Terminal.Detect(TextWriter.Null, isRedirected: false, Variables(noColor, forceColor)).HasColors);

    private static Func<string, string?> Variables(string? noColor, string? forceColor) => name => name switch
    {
        "NO_COLOR" => noColor,
        "FORCE_COLOR" => forceColor,
        _ => null,
    };
}
