using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.Diagnostics;

public class SuggestionTests
{
    [Theory]
    [InlineData("--ratoi", "--ratio")]
    [InlineData("--Ratio", "--ratio")]
    [InlineData("--calbration", "--calibration")]
    [InlineData("--cuont", "--count")]
    [InlineData("--calib", "--calibration")]
    [InlineData("--cali", "--calibration")]
    [InlineData("--cal", null)]
    [InlineData("--help", null)]
    [InlineData("--zzz", null)]
    [InlineData("", null)]
    public void For_Word_FindsTheNearest(string found, string? expected) =>
        Assert.Equal(expected, Suggestion.For(found, ["--count", "--ratio", "--calibration"]));

    [Theory]
    [InlineData("prun", "prune")]
    [InlineData("purne", "prune")]
    [InlineData("Prune", "prune")]
    [InlineData("pruning", "prune")]
    [InlineData("insepct", "inspect")]
    [InlineData("inspection", "inspect")]
    [InlineData("aply", "apply")]
    [InlineData("token", "tokens")]
    [InlineData("tokenize", "tokens")]
    [InlineData("verification", "verify")]
    [InlineData("gaet", "gate")]
    [InlineData("compress", null)]
    [InlineData("x", null)]
    public void For_Command_FindsTheNearest(string found, string? expected) =>
        Assert.Equal(
            expected,
            Suggestion.For(found, ["prune", "apply", "inspect", "verify", "generate", "gate", "tokens", "help"]));
}
