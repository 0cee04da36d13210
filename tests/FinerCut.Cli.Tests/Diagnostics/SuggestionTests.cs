using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.Diagnostics;

public class SuggestionTests
{
    [Theory]
    [InlineData("--ratoi", "--ratio")]
    [InlineData("--Ratio", "--ratio")]
    [InlineData("--calbration", "--calibration")]
    [InlineData("--zzz", null)]
    [InlineData("", null)]
    public void For_Word_FindsTheNearest(string found, string? expected) =>
        Assert.Equal(expected, Suggestion.For(found, ["--count", "--ratio", "--calibration"]));
}
