using System.Text.Json;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class ModelTokenizerTests
{
    private const string Sentence =
        "Once upon a time, there was a little girl named Lily — she said: \"Hello, Zoë! 😀\"";

    [Theory]
    [InlineData("models", "tales-3m", "onnx")]
    [InlineData("models", "tales-3m", "genai")]
    [InlineData("zoo", "stories260K", "optimum.fp32")]
    public void Tokenizer_OfModel_RoundTripsASentence(params string[] path)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(SharedTokenizers.Require(path));
        IReadOnlyList<int> ids = tokenizer.EncodeIds(Sentence, addSpecialTokens: false);
        Assert.Equal(Sentence, tokenizer.DecodeIds(ids));
        Assert.InRange(ids.Count, 10, Sentence.Length);
        Assert.All(ids, id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
    }

    [Fact]
    public void Tokenizer_OfStories260K_GivesTheIdsOfItsOwnChecks()
    {
        string folder = SharedTokenizers.Require("zoo", "stories260K", "optimum.fp32");
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(folder);
        using JsonDocument checks = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "text_check.json")));
        JsonElement cases = checks.RootElement.GetProperty("tokenizer_cases");
        Assert.NotEqual(0, cases.GetArrayLength());
        foreach (JsonElement row in cases.EnumerateArray())
        {
            Assert.Equal(
                row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()),
                tokenizer.EncodeIds(row.GetProperty("text").GetString()!, addSpecialTokens: true));
        }
    }

    [Fact]
    public void Tokenizer_OfTales_GivesTheIdsOfItsReference()
    {
        string folder = SharedTokenizers.Require("models", "tales-3m");
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reference.json")));
        JsonElement validation = reference.RootElement.GetProperty("validation");
        IReadOnlyList<int> ids = TokenizerFolder.Open(Path.Combine(folder, "onnx"))
            .EncodeIds(File.ReadAllText(Path.Combine(folder, "validation.txt")), addSpecialTokens: false);
        Assert.Equal(validation.GetProperty("file_tokens").GetInt32(), ids.Count);
        Assert.Equal(
            reference.RootElement.GetProperty("first_window_first_16_ids").EnumerateArray().Select(id => id.GetInt32()),
            ids.Take(16));
    }

    [Theory]
    [InlineData("genai")]
    [InlineData("onnx")]
    public void Tokenizer_OfVocabularyAndMergesAlone_GivesTheSame(string variant)
    {
        string folder = SharedTokenizers.Require("models", "tales-3m", "onnx");
        using TokenizerFiles files = new();
        files.Write("vocab.json", File.ReadAllText(Path.Combine(folder, "vocab.json")))
            .Write("merges.txt", File.ReadAllText(Path.Combine(folder, "merges.txt")));
        Assert.Equal(
            TokenizerFolder.Open(SharedTokenizers.Require("models", "tales-3m", variant))
                .EncodeIds(Sentence, addSpecialTokens: false),
            TokenizerFolder.Open(files.Folder).EncodeIds(Sentence, addSpecialTokens: false));
    }
}
