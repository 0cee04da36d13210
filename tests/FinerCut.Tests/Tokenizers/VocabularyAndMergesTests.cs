using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class VocabularyAndMergesTests
{
    private const string Vocabulary = """{"a":0,"b":1,"Ġ":2,"ab":3,"Ġab":4,"<|endoftext|>":5,"</s>":6}""";

    [Fact]
    public void Open_OfVocabularyAndMerges_ReadsGpt2()
    {
        using TokenizerFiles files = Files("#version: 0.2\na b\r\nĠ ab\n\n");
        Assert.True(TokenizerFolder.Exists(files.Folder));
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(files.Folder);
        Assert.Equal([3, 4, 5, 0], tokenizer.EncodeIds("ab ab<|endoftext|>a", addSpecialTokens: true));
        Assert.Equal("ab ab<|endoftext|>a", tokenizer.DecodeIds([3, 4, 5, 0]));
    }

    [Fact]
    public void Open_WithConfiguration_AddsBeginningAndPrefixSpace()
    {
        using TokenizerFiles files = Files("a b\nĠ ab\n").Write(
            "tokenizer_config.json",
            """{"tokenizer_class":"GPT2Tokenizer","add_bos_token":true,"add_prefix_space":true,"bos_token":{"content":"</s>"},"eos_token":"</s>"}""");
        Assert.Equal([6, 4, 6], TokenizerFolder.Open(files.Folder).EncodeIds("ab</s>", addSpecialTokens: true));
    }

    [Fact]
    public void Open_WithListedTokens_FindsThem()
    {
        using TokenizerFiles files = Files("a b\n").Write(
            "tokenizer_config.json",
            """{"added_tokens_decoder":{"9":{"content":"<m>","lstrip":true,"special":true}},"model_max_length":1e30}""");
        Assert.Equal([3, 9, 3], TokenizerFolder.Open(files.Folder).EncodeIds("ab <m>ab", addSpecialTokens: false));
    }

    [Fact]
    public void Open_OfAnotherClass_IsRefused()
    {
        using TokenizerFiles files =
            Files("a b\n").Write("tokenizer_config.json", """{"tokenizer_class":"Qwen2Tokenizer"}""");
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(files.Folder));
        Assert.Equal("FC3013", error.Code);
        Assert.Contains("Qwen2Tokenizer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b c\n")]
    [InlineData("ab\n")]
    [InlineData("a x\n")]
    [InlineData("b a\n")]
    public void Open_OfDamagedMerges_IsRefused(string merges)
    {
        using TokenizerFiles files = Files(merges);
        Assert.Equal("FC3008", Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(files.Folder)).Code);
    }

    private static TokenizerFiles Files(string merges) =>
        new TokenizerFiles().Write("vocab.json", Vocabulary).Write("merges.txt", merges);
}
