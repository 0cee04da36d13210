using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tests.Evaluation;

public class PerplexityEstimateTests
{
    private static readonly double[][] Losses = [[1, 2, 3], [2, 4, 6]];

    [Fact]
    public void Of_Tokens_IsTheExponentialOfTheirMean()
    {
        Estimate perplexity = PerplexityEstimate.Of(PerplexityProtocol.Windows, Losses);

        double deviation = Math.Sqrt(16.0 / 5);
        Assert.Equal(Math.Exp(3), perplexity.Value, 1e-12);
        Assert.Equal(Math.Exp(3) * deviation / Math.Sqrt(6), perplexity.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Of_Rows_IsTheMeanOfTheirPerplexities()
    {
        Estimate perplexity = PerplexityEstimate.Of(PerplexityProtocol.Rows, Losses);

        Assert.Equal((Math.Exp(2) + Math.Exp(4)) / 2, perplexity.Value, 1e-12);
        Assert.Equal((Math.Exp(4) - Math.Exp(2)) / 2, perplexity.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Of_NoNumber_IsNone() =>
        Assert.Equal(double.NaN, PerplexityEstimate.Of(PerplexityProtocol.Windows, [[1, double.NaN]]).Value);
}
