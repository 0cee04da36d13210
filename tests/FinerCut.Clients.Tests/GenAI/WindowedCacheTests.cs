using System.Text.Json.Nodes;
using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Version 0.15 does not know the key <c>cache_slack</c>, which newer builders write for caches that slide in a window.</summary>
public class WindowedCacheTests
{
    internal const string Name = "gemma2.genai-cpu-windowed.fp32";

    [Fact]
    public async Task Client_UnknownKey_RefusesDenseAndPrunedFolder()
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(Name);
        using ClientModel model = new(folder.Path);
        string[] folders = [model.Path, model.Prune(["0.attn"])];
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(
            folders.Select(path => new GenerationRequest { Folder = path, Prompts = folder.Cases[0].Ids, Count = 1, EndToken = 1 }));
        Assert.Equal(folders.Length, answers.Count);
        Assert.All(answers, answer => Assert.Contains("Unknown value \"cache_slack\"", answer.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_KeyTakenOut_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(Name);
        using TemporaryFolder copy = new();
        CopyWithoutKey(folder.Path, copy);
        using ClientModel model = new(copy.Path);
        Assert.All(await GreedyRun.Of(model, folder.Cases.First(zooCase => zooCase.Name == "full.b2").Ids), run => run.AssertEqual());
    }

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
