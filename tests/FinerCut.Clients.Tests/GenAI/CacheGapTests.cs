using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Version 0.15 finds the caches by their names in the graph, whatever the layer count says: it runs folders whose caches kept
/// the numbers of the dense model.</summary>
public class CacheGapTests
{
    [Theory]
    [InlineData("0.attn", new[] { 1, 2, 3 }, 4)]
    [InlineData("1.attn", new[] { 0, 2, 3 }, 4)]
    [InlineData("1.attn", new[] { 0, 2, 3 }, 3)]
    [InlineData("3.attn", new[] { 0, 1, 2 }, 4)]
    public async Task Client_CachesWithGaps_WritesTheTokensOfTheGatedSource(string removed, int[] numbers, int layers)
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require("llama-gqa.genai-cpu.fp32");
        using ClientModel model = new(folder.Path);
        CacheGaps.Open(model.Prune([removed]), numbers, layers);
        Assert.All(
            await GreedyRun.Of(model, [[removed]], folder.Cases.First(zooCase => zooCase.Name == "full.b2").Ids), run => run.AssertEqual());
    }
}
