using FinerCut.Commands.Sweep;
using FinerCut.Onnx;

namespace FinerCut.Tests.Commands.Sweep;

public class SweepRatiosTests
{
    [Theory]
    [InlineData("0.1..0.3:0.1", "0.1 0.2 0.3")]
    [InlineData("0.05..0.2", "0.05 0.1 0.15 0.2")]
    [InlineData("10%..30%:10%", "0.1 0.2 0.3")]
    [InlineData("10..30%:10", "0.1 0.2 0.3")]
    [InlineData("0.5..0.5", "0.5")]
    [InlineData("0.1..0.35:0.1", "0.1 0.2 0.3")]
    [InlineData("0.4, 0.1,25%", "0.1 0.25 0.4")]
    [InlineData("0.1..0.2,0.12,0.2", "0.1 0.12 0.15 0.2")]
    [InlineData("33.3%", "0.333")]
    public void Parse_EachForm_GivesTheRatiosInOrder(string text, string expected) => Assert.Equal(
        expected.Split(' '),
        SweepRatios.Parse(text).Values.Select(ratio => FormattableString.Invariant($"{ratio}")));

    [Fact]
    public void Default_IsFromFiveToFiftyPerCent() => Assert.Equal(
        SweepRatios.Parse("0.05,0.1,0.15,0.2,0.25,0.3,0.35,0.4,0.45,0.5").Values, SweepRatios.Default.Values);

    [Theory]
    [InlineData("", "lacks a number")]
    [InlineData("0.1..", "lacks a number")]
    [InlineData("0.1,,0.2", "lacks a number")]
    [InlineData("a quarter", "has 'a quarter', which is no number")]
    [InlineData("0.1..0.2..0.3", "cannot be read at '0.1..0.2..0.3'")]
    [InlineData("0.1:0.2", "cannot be read at '0.1:0.2'")]
    [InlineData("0.1..0.2:0.05:0.1", "cannot be read at")]
    [InlineData("0.5..0.1", "goes down in '0.5..0.1'")]
    [InlineData("0..0.5", "has '0', which is not between 0 and 1")]
    [InlineData("0.1..0.5:0", "has '0', which is not between")]
    [InlineData("0.5..1", "has '1', which is not between")]
    [InlineData("-0.1", "which is no number")]
    [InlineData("5..50", "has '50', which is not between")]
    [InlineData("100%", "has '100%', which is not between")]
    [InlineData("0.05..50%", "has '0.05' without a percent sign beside numbers with one")]
    [InlineData("1e400", "which is no number")]
    public void Parse_OtherText_IsRefused(string text, string finding)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => SweepRatios.Parse(text));
        Assert.Equal("FC7201", error.Code);
        Assert.Contains(finding, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.001..0.999:0.001")]
    [InlineData("0.1..0.9:0.0000000000000000000000001")]
    [InlineData("0.001..0.3:0.001,0.301..0.6:0.001")]
    public void Parse_TooMany_IsRefused(string text) =>
        Assert.Equal("FC7202", Assert.Throws<DiagnosticException>(() => SweepRatios.Parse(text)).Code);
}
