using System.Text.Json;
using FinerCut.Evaluation;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Surgery;

/// <summary>Both exports of the bundled model against PyTorch: prompts, cached steps, and perplexity without each
/// sublayer.</summary>
public class Tales3MTests
{
    private const int WindowTokens = 256;
    private const int Windows = 4;

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Apply_Nothing_KeepsPromptsAndCachedSteps(string export)
    {
        string path = SharedData.Require("models", "tales-3m", export, "model.onnx");
        using TemporaryFolder folder = new();
        using OnnxRunner written = OnnxRunner.Open(PrunedCopies.Write(path, [], folder.Combine("copy")));
        foreach (PromptOracle prompt in PromptOracle.RequireTales3M())
        {
            foreach (LogitsArray logits in new[]
            {
                written.Prefill([prompt.Ids]),
                written.PrefillThenStep([prompt.Ids])
            })
            {
                ReadOnlySpan<float> last = logits.At(0, logits.Tokens - 1);
                for (int i = 0; i < prompt.FirstLogits.Count; i++)
                {
                    Assert.Equal(prompt.FirstLogits[i], last[i], 1e-4);
                }
            }
        }
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Apply_EachSublayer_ChangesPerplexityAsInPyTorch(string export)
    {
        string path = SharedData.Require("models", "tales-3m", export, "model.onnx");
        string text = File.ReadAllText(SharedData.Require("models", "tales-3m", "validation.txt"));
        int[][] samples = [.. TokenizerFolder.Open(Path.GetDirectoryName(path)!)
            .EncodeIds(text, addSpecialTokens: false)
            .Chunk(WindowTokens)
            .Take(20)];
        using JsonDocument reference =
            JsonDocument.Parse(File.ReadAllText(SharedData.Require("models", "tales-3m", "reference.json")));
        JsonElement removal = reference.RootElement.GetProperty("removal");
        using TemporaryFolder folder = new();

        Assert.Equal(removal.GetProperty("full_perplexity").GetDouble(), Perplexity(path, samples), 1e-3);
        Assert.Equal(24, removal.GetProperty("perplexity").EnumerateObject().Count());
        int every = WholeRuns.AreAsked ? 1 : export == "onnx" ? 3 : 6;
        foreach ((_, JsonProperty expected) in removal.GetProperty("perplexity").EnumerateObject().Index()
            .Where(sublayer => sublayer.Index % every == 0))
        {
            string pruned = PrunedCopies.Write(path, [expected.Name], folder.Combine(expected.Name));
            Assert.InRange(Perplexity(pruned, samples) / expected.Value.GetDouble(), 1 - 1e-4, 1 + 1e-4);
        }
    }

    private static double Perplexity(string path, int[][] samples)
    {
        using OnnxRunner runner = OnnxRunner.Open(path);
        double sum = samples.Chunk(Windows).Sum(batch =>
        {
            LogitsArray logits = runner.Prefill(batch);
            return batch.Index().Sum(sample => NextTokenLoss.Sum(
                logits.Values.AsMemory(
                    sample.Index * WindowTokens * logits.Vocabulary,
                    WindowTokens * logits.Vocabulary), sample.Item, logits.Vocabulary, threads: 2));
        });
        return Math.Exp(sum / samples.Sum(row => row.Length - 1));
    }
}
