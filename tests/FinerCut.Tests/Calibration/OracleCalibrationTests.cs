using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Calibration;

/// <summary>The calibration set of the paper's code, as an independent implementation made it.</summary>
public sealed class OracleCalibrationTests : IDisposable
{
    private readonly CalibrationLoads _loads = new();

    [Fact]
    public void Load_Wikitext_GivesTheIdsOfTheOracle()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(SharedData.Require("models", "SmolLM2-135M-Instruct"));
        string[] lines = File.ReadAllText(SharedData.Require("data", "text", "wikitext2.train-slice.txt")).Split('\n');
        string text = string.Join(' ', lines.Where(line => !string.IsNullOrWhiteSpace(line)).Take(200));
        CalibrationRequest request =
            _loads.Request("wikitext.txt", text, 10, 256) with { Encoder = whole => tokenizer.EncodeIds(whole, false) };
        Assert.Equal(ReadIds("smollm2.search.json"), CalibrationLoader.Load(request).Samples);
    }

    [Theory]
    [InlineData("smollm2.search.json", 10, 256)]
    [InlineData("tales-3m.search.json", 8, 128)]
    public void Load_IdsOfTheOracle_GivesThem(string oracle, int samples, int sampleTokens)
    {
        int[][] ids = ReadIds(oracle);
        string content = string.Join('\n', ids.Select(sample => JsonSerializer.Serialize(sample)));
        Assert.Equal(ids, _loads.Load("ids.jsonl", content, samples, sampleTokens).Samples);
        Assert.Empty(_loads.Warnings);
    }

    public void Dispose() => _loads.Dispose();

    private static int[][] ReadIds(string oracle)
    {
        using FileStream stream = File.OpenRead(SharedData.Require("oracle", oracle));
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("ids").Deserialize<int[][]>()!;
    }
}
