using System.Text.Json.Nodes;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A <c>tokenizer.model</c> gives the ids of the <c>tokenizer.json</c> that was converted from it.</summary>
public class SentencePieceVectorTests
{
    [Fact]
    public void Vectors_OfPhi3_AreReproduced()
    {
        string folder = SharedTokenizers.Require("data", "tokenizers", "phi-3-mini");
        JsonNode configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer_config.json")))!;

        // The tokenizer.json was made with the other value.
        configuration["legacy"] = true;
        using TokenizerFiles files = Convert(folder, configuration.ToJsonString(), addsDummyPrefix: true);
        ReferenceVectors.Verify(TokenizerFolder.Open(files.Folder), Path.Combine(folder, "vectors.jsonl"));
    }

    [Theory]
    [InlineData("llama2", true)]
    [InlineData("gemma3", false)]
    public void Vectors_OfPackage_AreReproduced(string model, bool addsDummyPrefix)
    {
        string vectors = SharedTokenizers.Require("data", "tokenizers", $"npm-{model}", "vectors.jsonl");
        using TokenizerFiles package = NpmTokenizers.Require(model);
        using TokenizerFiles files = Convert(
            package.Folder, File.ReadAllText(Path.Combine(package.Folder, "tokenizer_config.json")), addsDummyPrefix);
        ReferenceVectors.Verify(TokenizerFolder.Open(files.Folder), vectors);
    }

    [Fact]
    public void Texts_OfGemma1_GiveTheIdsOfItsTokenizerJson()
    {
        string vectors = SharedTokenizers.Require("data", "tokenizers", "npm-gemma3", "vectors.jsonl");
        using TokenizerFiles package = NpmTokenizers.Require("gemini");
        string configuration = File.ReadAllText(Path.Combine(package.Folder, "tokenizer_config.json"));
        using TokenizerFiles files = Convert(package.Folder, configuration, addsDummyPrefix: false);
        HuggingFaceTokenizer expected = TokenizerFolder.Open(package.Folder);
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(files.Folder);
        Assert.All(ReferenceVectors.Texts(vectors), text => Assert.Equal(
            expected.EncodeIds(text, addSpecialTokens: true), tokenizer.EncodeIds(text, addSpecialTokens: true)));
    }

    private static TokenizerFiles Convert(string folder, string configuration, bool addsDummyPrefix)
    {
        JsonNode tokenizer = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer.json")))!;
        SentencePieceWriter writer =
            new() { Pieces = SentencePieceWriter.PiecesOf(tokenizer), AddsDummyPrefix = addsDummyPrefix };
        return new TokenizerFiles()
            .Write("tokenizer.model", writer.ToBytes())
            .Write("tokenizer_config.json", configuration);
    }
}
