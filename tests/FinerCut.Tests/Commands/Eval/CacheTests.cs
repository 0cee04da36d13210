using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Commands.Eval;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>Results of models on disk that a later run takes from the cache.</summary>
public sealed class CacheTests : IDisposable
{
    private const string Task = """
        {"context":"One","choices":[" two"," three"],"gold":0}
        {"context":"Four","choices":[" five"," six"],"gold":1}
        """;

    private readonly EvalScene _scene = new(new TinyDecoderOptions { Layers = 2 });

    private string Folder => _scene.Combine("cache");

    private string[] Entries => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Run_TextASecondTime_TakesTheLossesOfTheFirst()
    {
        EvalOptions options = Options(Text());
        double first = Perplexity(_scene.Run(options));
        Assert.Equal(first, Perplexity(_scene.Run(options)));

        // All losses 1: what the second run tells comes from the file.
        Replace(Assert.Single(Entries), result =>
            new JsonArray([.. result.AsArray().Select(window => new JsonArray(
                [.. window!.AsArray().Select(_ => (JsonNode)1.0)]))]));
        Assert.Equal(Math.E, Perplexity(_scene.Run(options)), 1e-12);
        Assert.Equal(first, Perplexity(_scene.Run(options with { CacheFolder = null })));
    }

    [Fact]
    public void Run_TaskASecondTime_TakesTheScoresOfTheFirst()
    {
        EvalOptions options = Options() with { Tasks = [_scene.Write("task.jsonl", Task)] };
        EvalResult first = _scene.Run(options);
        Replace(Assert.Single(Entries), result =>
        {
            result[0]![0]!["log_probability"] = -0.5;
            result[1]![1]!["log_probability"] = -0.5;
            return result.DeepClone();
        });
        Assert.Equal(1, _scene.Run(options).Model.Tasks[0].Accuracy.Value);
        string changed = _scene.Write("other.jsonl", Task.Replace("six", "ten", StringComparison.Ordinal));
        EvalResult other = _scene.Run(options with { Tasks = [changed] });
        Assert.Equal(2, Entries.Length);
        Assert.NotEqual("task", other.Model.Tasks[0].Name);
        Assert.Equal(2, first.Model.Tasks[0].Items);
    }

    [Fact]
    public void Run_ModelOfOtherContent_IsMeasured()
    {
        EvalOptions options = Options(Text());
        double first = Perplexity(_scene.Run(options));
        TinyDecoderOptions other = new() { Layers = 2, Seed = 5 };
        Directory.Delete(_scene.Decoder.Folder, recursive: true);
        TinyDecoder.Write(_scene.Decoder.Folder, other);

        Assert.NotEqual(first, Perplexity(_scene.Run(options)));
        Assert.Equal(2, Entries.Length);
    }

    [Fact]
    public void Run_OtherWindowsOrProtocol_AreMeasured()
    {
        EvalOptions options = Options(Text());
        _scene.Run(options);
        _scene.Run(options with { Window = 8 });
        _scene.Run(options with { Protocol = FinerCut.Evaluation.Protocols.PerplexityProtocol.LlamaCpp });
        Assert.Equal(3, Entries.Length);
    }

    [Fact]
    public void Run_Damaged_IsMeasuredAnew()
    {
        EvalOptions options = Options(Text());
        double first = Perplexity(_scene.Run(options));
        File.WriteAllText(Assert.Single(Entries), "{");
        Assert.Equal(first, Perplexity(_scene.Run(options)));
        Assert.Empty(_scene.Observer.Warnings);
    }

    private EvalOptions Options(params string[] texts) =>
        _scene.Options with { Texts = texts, CacheFolder = Folder, Prompts = 0 };

    private string Text() => _scene.WriteIds("text.jsonl", [.. Enumerable.Range(3, 40)]);

    private static double Perplexity(EvalResult result) => result.Model.Texts[0].Perplexity.Value;

    private static void Replace(string path, Func<JsonNode, JsonNode> change)
    {
        JsonNode entry = JsonNode.Parse(File.ReadAllText(path))!;
        string result = change(JsonNode.Parse((string)entry["result"]!)!).ToJsonString();
        entry["result"] = result;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(result)));
        File.WriteAllText(path, entry.ToJsonString());
    }
}
