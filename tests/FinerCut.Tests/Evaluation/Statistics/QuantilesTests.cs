using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tests.Evaluation.Statistics;

public class QuantilesTests
{
    private static readonly Quantiles Numbers = new([4, 1, 3, 2]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1.3)]
    [InlineData(50, 2.5)]
    [InlineData(100, 4)]
    public void Percentile_BetweenTwoNumbers_LiesOnTheLine(double percent, double expected) =>
        Assert.Equal(expected, Numbers.Percentile(percent), 1e-12);

    [Fact]
    public void Extremes_OfNumbers_AreTheFirstAndTheLast() =>
        Assert.Equal((1, 2.5, 4), (Numbers.Minimum, Numbers.Median, Numbers.Maximum));

    [Fact]
    public void Percentile_OfOneNumber_IsTheNumber() => Assert.Equal(7, new Quantiles([7]).Percentile(99.9));

    [Fact]
    public void Percentile_AtInfinity_IsNotLostBesideIt() =>
        Assert.Equal(double.PositiveInfinity, new Quantiles([0, double.PositiveInfinity]).Percentile(100));

    [Fact]
    public void Constructor_NoNumbers_Throws() => Assert.Throws<ArgumentException>(() => new Quantiles([]));
}
