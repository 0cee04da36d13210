using System.Text.Json;
using FinerCut.Commands.Eval;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>Perplexities of trained models against PyTorch's.</summary>
public class ReferenceTextTests
{
    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Run_Tales3MOnItsHeldOutText_GivesThePerplexityOfItsReference(string export)
    {
        JsonElement validation = JsonDocument.Parse(File.ReadAllText(
            SharedData.Require("models", "tales-3m", "reference.json"))).RootElement.GetProperty("validation");
        EvalResult result = Run(new EvalOptions
        {
            Model = SharedData.Require("models", "tales-3m", export),
            Texts = [SharedData.Require("models", "tales-3m", "validation.txt")],
            Window = validation.GetProperty("window").GetInt32(),
        });

        Assert.Equal(validation.GetProperty("windows").GetInt64(), result.Model.Texts[0].Windows);
        Assert.Equal(validation.GetProperty("predicted_tokens").GetInt64(), result.Model.Texts[0].Predictions);
        Assert.Equal(validation.GetProperty("perplexity").GetDouble(), result.Model.Texts[0].Perplexity.Value, 1e-4);
    }

    [Fact]
    public void Run_SmolLM2OnWikiText_GivesPyTorchsPerplexity()
    {
        EvalResult result = Run(new EvalOptions
        {
            Model = SmolLm2Folder.Require(),
            Texts = [SharedData.Require("data", "text", "wikitext2.test.raw.txt")],
            Windows = 16,
        });

        Assert.Equal("wikitext2.test.raw", result.Model.Texts[0].Name);
        Assert.Equal(16 * 511, result.Model.Texts[0].Predictions);
        Assert.InRange(result.Model.Texts[0].Perplexity.Value, 36.00 * 0.999, 36.00 * 1.001);
    }

    private static EvalResult Run(EvalOptions options) =>
        EvalRun.Execute(options, new SilentObserver(), NullLogger.Instance, TestContext.Current.CancellationToken);
}
