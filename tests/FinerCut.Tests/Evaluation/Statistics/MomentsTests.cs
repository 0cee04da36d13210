using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tests.Evaluation.Statistics;

public class MomentsTests
{
    [Fact]
    public void Mean_OfNumbers_HasTheSampleDeviationOverTheRootOfTheirNumber()
    {
        Estimate mean = Moments.Mean([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, mean.Value);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), mean.StandardError!.Value, 1e-15);
    }

    [Fact]
    public void Mean_OfOneNumber_HasNoError() => Assert.Equal(new Estimate(3, null), Moments.Mean([3]));

    [Fact]
    public void CovarianceOfMeans_OfOppositeNumbers_IsNegative() =>
        Assert.Equal(-1.0 / 3, Moments.CovarianceOfMeans([1, 2, 3], [3, 2, 1]), 1e-15);

    /// <summary>The scatter of many means is what the error says.</summary>
    [Fact]
    public void Mean_OfManyDraws_ScattersAsItsErrorSays()
    {
        Random random = new(7);
        Estimate[] means = [.. Enumerable.Range(0, 2000).Select(_ =>
            Moments.Mean([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())]))];

        double scatter = Math.Sqrt(means.Average(mean => Math.Pow(mean.Value - 0.5, 2)));
        Assert.Equal(1, means.Average(mean => mean.StandardError!.Value) / scatter, 0.05);
    }
}
