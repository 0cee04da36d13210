using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class ReferenceVectorTests
{
    [Theory]
    [InlineData("gpt2")]
    [InlineData("phi-2")]
    [InlineData("gpt-neox-20b")]
    [InlineData("phi-3-mini")]
    [InlineData("llama2-form")]
    [InlineData("llama3-form")]
    [InlineData("qwen2-form")]
    [InlineData("gemma-form")]
    public void Vectors_OfTokenizer_AreReproduced(string name)
    {
        string folder = SharedTokenizers.Require("data", "tokenizers", name);
        ReferenceVectors.Verify(TokenizerFolder.Open(folder), Path.Combine(folder, "vectors.jsonl"));
    }

    [Theory]
    [InlineData("gemma3")]
    [InlineData("llama2")]
    [InlineData("llama3_1")]
    [InlineData("qwen3")]
    public void Vectors_OfPackage_AreReproduced(string model)
    {
        string vectors = SharedTokenizers.Require("data", "tokenizers", $"npm-{model}", "vectors.jsonl");
        using TokenizerFiles files = NpmTokenizers.Require(model);
        ReferenceVectors.Verify(TokenizerFolder.Open(files.Folder), vectors);
    }

    [Fact]
    public void Vectors_OfSmolLm2_AreReproduced()
    {
        string folder = SharedTokenizers.Require("models", "SmolLM2-135M-Instruct");
        ReferenceVectors.Verify(TokenizerFolder.Open(folder), Path.Combine(folder, "tokenizer.vectors.jsonl"));
    }
}
