using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Search.Budgets;

public class RankingTests
{
    private static readonly double[] Distances = [0, 0.1, 0.19999, 0.2, 0.20001, 0.3, 5, double.PositiveInfinity];

    [Fact]
    public void Of_ByDistance_IsTheDistance() =>
        Assert.All(Distances, distance => Assert.Equal(distance, Ranking.ByDistance.RankDistance(3, distance)));

    [Fact]
    public void Of_ByRate_IsIncrementPerShare()
    {
        Ranking ranking = Ranking.ByRate([0.5, 0.1], [0.1, 0.3]);
        Assert.Equal(0.2, ranking.RankDistance(0, 0.3), 1e-12);
        Assert.Equal(1, ranking.RankDistance(1, 0.3), 1e-12);
        Assert.Equal(0, ranking.RankDistance(1, 0.2), 1e-12);
    }

    [Fact]
    public void Of_ImprovementByRate_IsBetterTheMoreItSaves()
    {
        Ranking ranking = Ranking.ByRate([0.5, 0.1], [0.1, 0.3]);
        Assert.Equal(-0.05, ranking.RankDistance(0, 0.1), 1e-12);
        Assert.Equal(-0.01, ranking.RankDistance(1, 0.1), 1e-12);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Of_ByRate_RisesWithTheDistance(double share)
    {
        Ranking ranking = Ranking.ByRate([share], [0.2]);
        double[] ranks = [.. Distances.Select(distance => ranking.RankDistance(0, distance))];
        Assert.Equal(ranks.Order(), ranks);
        Assert.Equal(ranks.Length, ranks.Distinct().Count());
    }

    [Fact]
    public void Of_SomeSamples_ComparesWithTheirDistanceNow()
    {
        Ranking ranking = Ranking.ByRate([0.5], [0.1, 0.3]);
        Assert.Equal(0, ranking.RankDistance(0, 0.3, [1]), 1e-12);
        Assert.Equal(0.4, ranking.RankDistance(0, 0.3, [0]), 1e-12);
        Assert.Equal(0.3, Ranking.ByDistance.RankDistance(0, 0.3, [0]));
    }
}
