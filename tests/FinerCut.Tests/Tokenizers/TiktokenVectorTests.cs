using System.Text.Json.Nodes;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Ranks alone give the ids of the vocabulary and merges that were made of them.</summary>
public class TiktokenVectorTests
{
    [Fact]
    public void Vectors_OfGpt2_AreReproduced()
    {
        string folder = SharedTokenizers.Require("data", "tokenizers", "gpt2");
        JsonObject vocabulary = Read(Path.Combine(folder, "vocab.json")).AsObject();
        using TokenizerFiles files = new TokenizerFiles()
            .Write("r50k_base.tiktoken", TiktokenWriter.FromVocabulary(vocabulary, "<|endoftext|>"));
        ReferenceVectors.Verify(TokenizerFolder.Open(files.Folder), Path.Combine(folder, "vectors.jsonl"));
    }

    [Theory]
    [InlineData("llama3_1", "tokenizer.model")]
    [InlineData("qwen3", "qwen.tiktoken")]
    public void Vectors_OfPackage_AreReproduced(string model, string name)
    {
        string vectors = SharedTokenizers.Require("data", "tokenizers", $"npm-{model}", "vectors.jsonl");
        using TokenizerFiles package = NpmTokenizers.Require(model);
        JsonNode configuration = Read(Path.Combine(package.Folder, "tokenizer_config.json"));
        configuration.AsObject().Remove("tokenizer_class");
        using TokenizerFiles files =
            Convert(package, name).Write("tokenizer_config.json", configuration.ToJsonString());
        ReferenceVectors.Verify(TokenizerFolder.Open(files.Folder), vectors);
    }

    [Theory]
    [InlineData("gpt35turbo", "cl100k_base.tiktoken")]
    [InlineData("gpt4o", "o200k_base.tiktoken")]
    public void Texts_OfPackage_GiveTheIdsOfItsTokenizerJson(string model, string name)
    {
        string vectors = SharedTokenizers.Require("data", "tokenizers", "npm-qwen3", "vectors.jsonl");
        using TokenizerFiles package = NpmTokenizers.Require(model);
        using TokenizerFiles files = Convert(package, name);
        HuggingFaceTokenizer expected = TokenizerFolder.Open(package.Folder);
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(files.Folder);
        Assert.All(ReferenceVectors.Texts(vectors), text => Assert.Equal(
            expected.EncodeIds(text, addSpecialTokens: true), tokenizer.EncodeIds(text, addSpecialTokens: true)));
    }

    private static TokenizerFiles Convert(TokenizerFiles package, string name)
    {
        JsonNode tokenizer = Read(Path.Combine(package.Folder, "tokenizer.json"));
        string[] added = [.. tokenizer["added_tokens"]!.AsArray().Select(token => $"{token!["content"]}")];
        return new TokenizerFiles()
            .Write(name, TiktokenWriter.FromVocabulary(tokenizer["model"]!["vocab"]!.AsObject(), added));
    }

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path))!;
}
