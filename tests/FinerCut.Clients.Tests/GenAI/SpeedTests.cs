using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Calibration.Tokenizers;
using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Prints rows for the table of <c>docs/clients.md</c>: client, version, folder, tokens per second dense and with 25 % and 50 % of
/// the sublayers gone, and cache bytes per token of the three.</summary>
[Collection(Unhurried.Name)]
public class SpeedTests
{
    private const int Count = 128;
    private const int Rounds = 5;
    private const string Prompt = "Once upon a time, there was a little girl named Lily.";

    [Theory]
    [InlineData("genai-fp32")]
    [InlineData("genai-int4")]
    public Task Client_OwnFolder_WritesFasterThePrunedItIs(string name) => Measure(OwnFolders.Require(name), name);

    [Fact]
    public Task Client_Tales3M_WritesFasterThePrunedItIs()
    {
        OwnFolders.RequireAny();
        return Measure(SharedData.Require("models", "tales-3m", "genai"), "tales-3m");
    }

    private static async Task Measure(string folder, string name)
    {
        GenAIProgram.Require();
        using ClientModel model = new(folder);
        string[] folders = [.. new[] { 0, 0.25, 0.5 }.Select(ratio => model.Prune(EvenlySpread(model, ratio)))];
        int[] prompt = [.. TokenizerFolder.Open(folder).EncodeIds(Prompt, addSpecialTokens: false)];
        int unwritten = GreedyRun.Unwritten(prompt, [.. Enumerable.Range(0, 50)]);
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(
            from round in Enumerable.Range(0, Rounds)
            from path in folders
            select new GenerationRequest { Folder = path, Prompts = [prompt], Count = Count, EndToken = unwritten });
        Assert.All(answers, answer => Assert.Equal(Count, Assert.Single(answer.Rows).Length));

        // The machine does other things too: the best round is the one that was disturbed least.
        double[] speeds = [.. folders.Select((_, index) => answers.Where((_, at) => at % folders.Length == index).Max(answer => answer.TokensPerSecond))];
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| ONNX Runtime GenAI | 0.15.2 | {name} | {speeds[0]:0} / {speeds[1]:0} / {speeds[2]:0} | {string.Join(" / ", folders.Select(CacheBytesPerToken))} |"));
        Assert.Equal(speeds.Order(), speeds);
    }

    /// <summary>Whole layers at equal distances, so that as many attentions go as feed-forward sublayers, or one more. The first layers,
    /// which no search would remove, stay.</summary>
    private static IReadOnlyList<string> EvenlySpread(ClientModel model, double ratio)
    {
        const int kept = 2;
        int count = (int)(ratio * model.Sublayers.Count);
        int removed = (count + 1) / 2;
        int candidates = (model.Sublayers.Count / 2) - kept;
        return [.. Enumerable.Range(0, removed).Select(index => kept + (((2 * index) + 1) * candidates / (2 * removed)))
            .SelectMany(layer => model.Sublayers.Skip(2 * layer).Take(2)).Take(count)];
    }

    private static long CacheBytesPerToken(string folder)
    {
        JsonNode decoder = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "genai_config.json")))!["model"]!["decoder"]!;
        return 2L * sizeof(float) * (int)decoder["num_hidden_layers"]! * (int)decoder["num_key_value_heads"]! * (int)decoder["head_size"]!;
    }
}
