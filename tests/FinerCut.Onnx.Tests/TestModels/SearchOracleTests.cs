using FinerCut.TestModels.Oracles;

namespace FinerCut.Onnx.Tests.TestModels;

public class SearchOracleTests
{
    [Fact]
    public void Tales3M_EveryStepOfEveryMetric_RemovesTheLowestCandidate()
    {
        SearchOracle oracle = SearchOracle.RequireTales3M();

        Assert.Equal((8, 128, 24), (oracle.Ids.Length, oracle.Ids[0].Length, oracle.SingleRemovals.Count));
        Assert.Equal(
            ["angular", "js", "js_official", "kl", "nll", "norm"], oracle.Greedy.Keys.Order(StringComparer.Ordinal));
        Assert.All(oracle.Greedy.Values, greedy => Assert.All(greedy.Order.Index(), step =>
        {
            Assert.Equal(24 - step.Index, greedy.Scores[step.Index].Count);
            Assert.Equal(greedy.Scores[step.Index].Values.Min(), greedy.Distances[step.Index]);
        }));
    }

    [Fact]
    public void Tales3M_AfterEachStep_NamesTheStepsScore()
    {
        SearchOracle oracle = SearchOracle.RequireTales3M();

        Assert.All(
            oracle.Greedy,
            greedy => Assert.Equal(greedy.Value.Distances, greedy.Value.After.Select(after => after[greedy.Key])));
    }

    [Fact]
    public void SmolLm2_HasThePathOnly()
    {
        SearchOracle oracle = SearchOracle.RequireSmolLm2();

        Assert.Equal((10, 256), (oracle.Ids.Length, oracle.Ids[0].Length));
        Assert.Equal("7.attn", oracle.Greedy["js"].Order[0]);
        Assert.All(oracle.Greedy.Values, greedy => Assert.Equal(greedy.Order.Count, greedy.Distances.Count));
        Assert.All(oracle.Greedy.Values, greedy => Assert.Empty(greedy.Scores));
    }
}
