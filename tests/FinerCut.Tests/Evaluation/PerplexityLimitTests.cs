using FinerCut.Evaluation;
using FinerCut.Onnx;

namespace FinerCut.Tests.Evaluation;

public class PerplexityLimitTests
{
    [Theory]
    [InlineData("1.2x", 1.2)]
    [InlineData("1X", 1)]
    [InlineData("20%", 1.2)]
    [InlineData("0 %", 1)]
    [InlineData("150%", 2.5)]
    [InlineData("33.3%", 1.333)]
    public void Text_OfALimit_IsItsFactor(string text, double factor) =>
        Assert.Equal(factor, PerplexityLimit.Parse(text).Factor);

    [Theory]
    [InlineData("1.2")]
    [InlineData("20")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%")]
    [InlineData("0.9x")]
    [InlineData("-5%")]
    [InlineData("NaNx")]
    [InlineData("1,2x")]
    [InlineData("1.2xx")]
    public void Text_OfNoLimit_IsRefused(string text)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PerplexityLimit.Parse(text));

        Assert.Equal("FC7034", error.Code);
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }
}
