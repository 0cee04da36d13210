using System.Text.Json.Nodes;
using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Caches that slide in a window of 8 tokens, in layers 0 and 2 of 4; what is written is longer.</summary>
public class WindowedCacheTests
{
    internal const string Name = "gemma2.genai-cpu-windowed.fp32";

    [Theory]
    [InlineData("0.attn", "2.attn")]
    [InlineData("1.attn", "3.attn")]
    [InlineData("0.attn", "1.attn", "2.attn", "3.attn")]
    public async Task Client_OneKindOfCacheLeft_WritesTheTokensOfTheGatedSource(params string[] removed)
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(Name);
        using ClientModel model = new(folder.Path);
        IReadOnlyList<GreedyRun> runs = await GreedyRun.Of(model, [removed], keepsCacheIndices: false, Prompts(folder));
        Assert.All(runs, run => run.AssertEqual());
    }

    /// <summary>Builders before 0.18 do not write the key <c>cache_slack</c>.</summary>
    [Fact]
    public async Task Client_KeyTakenOut_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(Name);
        using TemporaryFolder copy = new();
        CopyWithoutKey(folder.Path, copy);
        using ClientModel model = new(copy.Path);
        Assert.All(await GreedyRun.Of(model, Prompts(folder)), run => run.AssertEqual());
    }

    /// <summary>The room for a window's cache is the window, or all that is asked for where that is less.</summary>
    [Fact]
    public async Task Client_LengthBelowTheWindow_RefusesDenseAndPrunedFolder()
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(Name);
        using ClientModel model = new(folder.Path);
        GenerationRequest dense = new() { Folder = model.Path, Prompts = [[5, 9, 3]], Count = 2, EndToken = 1 };
        GenerationRequest pruned = dense with { Folder = model.Prune(["0.attn"]) };
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask([dense, pruned]);
        Assert.Equal(2, answers.Count);
        const string reason = "must be at least local_window_size (8)";
        Assert.All(answers, answer => Assert.Contains(reason, answer.Error, StringComparison.Ordinal));
    }

    private static int[][] Prompts(ZooFolder folder) => folder.Cases.First(zooCase => zooCase.Name == "full.b2").Ids;

    private static void CopyWithoutKey(string source, TemporaryFolder copy)
    {
        foreach (string file in (string[])["model.onnx", "model.onnx.data"])
        {
            File.Copy(Path.Combine(source, file), copy.Combine(file));
        }

        JsonNode configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "genai_config.json")))!;
        Assert.True(configuration["model"]!["decoder"]!["sliding_window"]!.AsObject().Remove("cache_slack"));
        File.WriteAllText(copy.Combine("genai_config.json"), configuration.ToJsonString());
    }
}
