using System.Text.Json.Nodes;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>A model that is built here, so that these tests need no reference data.</summary>
public class TinyDecoderTests(MeasuredTable table)
{
    private static readonly int[][] Prompts = [[5, 9, 3, 17, 11], [20, 4, 8, 15, 6]];

    [Fact]
    public async Task Client_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        using TemporaryFolder folder = new();
        using ClientModel model = Write(folder);
        table.Check("generated Llama", await GreedyRun.Of(model, Prompts), run => run.AssertEqual());
    }

    [Fact]
    public async Task Client_NoAttentionLeft_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        using TemporaryFolder folder = new();
        using ClientModel model = Write(folder);
        string[] removed = [.. model.Sublayers.Where(name => name.EndsWith(".attn", StringComparison.Ordinal))];
        IReadOnlyList<GreedyRun> runs = await GreedyRun.Of(model, [removed], keepsCacheIndices: false, Prompts);
        table.Check("generated Llama, no attention left", runs, run => run.AssertEqual());
    }

    /// <summary>The client finds the caches by their names in the graph, whatever the layer count says: it runs folders
    /// whose caches kept the numbers of the dense model.</summary>
    [Theory]
    [InlineData("0.attn", 4)]
    [InlineData("1.attn", 4)]
    [InlineData("1.attn", 3)]
    [InlineData("3.attn", 4)]
    public async Task Client_CachesWithGaps_WritesTheTokensOfTheGatedSource(string removed, int layers)
    {
        GenAIProgram.Require();
        using TemporaryFolder folder = new();
        using ClientModel model = Write(folder);
        string configuration = Path.Combine(model.Prune([removed], keepsCacheIndices: true), "genai_config.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(configuration))!;
        json["model"]!["decoder"]!["num_hidden_layers"] = layers;
        File.WriteAllText(configuration, json.ToJsonString());
        Assert.All(await GreedyRun.Of(model, [[removed]], keepsCacheIndices: true, Prompts), run => run.AssertEqual());
    }

    private static ClientModel Write(TemporaryFolder folder)
    {
        TinyDecoder.Write(folder.Path, new TinyDecoderOptions
        {
            Form = TinyDecoderForm.GenAiLlama,
            Layers = 4,
            Vocabulary = 288,
            ContextLength = 128
        });
        return new(folder.Path);
    }
}
