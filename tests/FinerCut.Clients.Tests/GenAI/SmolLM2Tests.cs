using FinerCut.Tokenizers;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>A model that people use, as GenAI's builder exports it: 30 layers, in float32 and in 4 bits.</summary>
[Collection(Unhurried.Name)]
public class SmolLM2Tests(MeasuredTable table)
{
    private const int PromptLength = 8;

    private static readonly string[] Prompts =
        ["The history of the town begins with a small harbour", "def fibonacci(n):\n    if n < 2:\n        return n"];

    [Fact]
    public async Task Client_Float32_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        using ClientModel model = new(OwnFolders.Require("genai-fp32"));
        table.Check("SmolLM2/genai-fp32", await GreedyRun.Of(model, Tokens(model.Path)), run => run.AssertEqual());
    }

    [Fact]
    public async Task Client_RoundedActivations_AgreesWithTheSamePrefillAndSteps()
    {
        GenAIProgram.Require();
        using ClientModel model = new(OwnFolders.Require("genai-int4"));
        table.Check("SmolLM2/genai-int4", await GreedyRun.Of(model, Tokens(model.Path)), RoundingAgreement.Check);
    }

    private static int[][] Tokens(string folder)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(folder);
        return [.. Prompts.Select(prompt => tokenizer.EncodeIds(prompt, addSpecialTokens: false)
            .Take(PromptLength)
            .ToArray())];
    }
}
