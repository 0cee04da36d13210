using FinerCut.Evaluation;

namespace FinerCut.Tests.Evaluation;

public class SampleLossesTests
{
    [Fact]
    public void Samples_OfOneLength_GiveTheErrorOfTheirMeans()
    {
        // Means 1, 2 and 3: their standard deviation is 1, that of their mean 1 / sqrt(3).
        SampleLosses losses = Of((10, 10), (20, 10), (30, 10));

        Assert.Equal(30, losses.Tokens);
        Assert.Equal(Math.Exp(2), losses.Perplexity, 1e-12);
        Assert.Equal(Math.Exp(2) / Math.Sqrt(3), losses.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Samples_OfOtherLengths_WeighByTheirTokens()
    {
        SampleLosses losses = Of((10, 10), (60, 20));

        Assert.Equal(Math.Exp(70 / 30.0), losses.Perplexity, 1e-12);
        // Residuals 10 - 70/3 and 60 - 140/3 are -40/3 and 40/3; sqrt(2 x 3200/9) / 30.
        Assert.Equal(Math.Exp(70 / 30.0) * Math.Sqrt(6400 / 9.0) / 30, losses.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Sample_Alone_HasNoError()
    {
        Assert.Null(Of((10, 10)).StandardError);
        Assert.Null(Of((10, 10)).ErrorOfRatio(Of((9, 10))));
    }

    [Fact]
    public void Ratio_SameRiseInEverySample_IsSure()
    {
        SampleLosses dense = Of((10, 10), (20, 10), (30, 10));
        SampleLosses pruned = Of((11, 10), (21, 10), (31, 10));

        Assert.True(dense.StandardError > 1);
        Assert.Equal(0, pruned.ErrorOfRatio(dense)!.Value, 1e-12);
    }

    [Fact]
    public void Ratio_OtherRises_HasTheErrorOfTheirMean()
    {
        SampleLosses dense = Of((10, 10), (20, 10));
        SampleLosses pruned = Of((11, 10), (23, 10));

        // Rises 0.1 and 0.3 a token: the mean is 0.2, its error 0.1.
        Assert.Equal(Math.Exp(0.2) * 0.1, pruned.ErrorOfRatio(dense)!.Value, 1e-12);
    }

    [Fact]
    public void Loss_Infinite_IsNoFinitePerplexity() =>
        Assert.False(double.IsFinite(Of((double.PositiveInfinity, 10), (1, 10)).Perplexity));

    private static SampleLosses Of(params (double Loss, int Tokens)[] samples)
    {
        SampleLosses losses = new();
        foreach ((double loss, int tokens) in samples)
        {
            losses.Add(loss, tokens);
        }

        return losses;
    }
}
