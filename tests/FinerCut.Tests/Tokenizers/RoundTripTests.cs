using FinerCut.Tokenizers;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Normalizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Byte-level tokenizers lose nothing, where all bytes are in the vocabulary; SmolLM2's lacks some.</summary>
public class RoundTripTests
{
    private const int Texts = 1000;

    [Fact]
    public void Text_ThroughBytes_ComesBack() => ComesBack(TokenizerFiles.Open(TinyTokenizer.ByteLevel()), form: null);

    [Fact]
    public void Text_ThroughBundledModel_ComesBack() =>
        ComesBack(TokenizerFolder.Open(Path.Combine(Repository.Root, "models", "tales-3m")), form: null);

    [Theory]
    [InlineData(null, "data", "tokenizers", "gpt2")]
    [InlineData(null, "data", "tokenizers", "phi-2")]
    [InlineData(null, "data", "tokenizers", "llama3-form")]
    [InlineData(nameof(UnicodeForm.Nfc), "data", "tokenizers", "gpt-neox-20b")]
    [InlineData(nameof(UnicodeForm.Nfc), "data", "tokenizers", "qwen2-form")]
    public void Text_ThroughTokenizer_ComesBack(string? form, params string[] path) =>
        ComesBack(TokenizerFolder.Open(SharedTokenizers.Require(path)), form);

    [Theory]
    [InlineData("claude", nameof(UnicodeForm.Nfkc))]
    [InlineData("deepseek_v3", null)]
    [InlineData("gpt4o", null)]
    [InlineData("gptoss", null)]
    public void Text_ThroughTokenizerOfPackage_ComesBack(string model, string? form)
    {
        using TokenizerFiles files = NpmTokenizers.Require(model);
        ComesBack(TokenizerFolder.Open(files.Folder), form);
    }

    private static void ComesBack(HuggingFaceTokenizer tokenizer, string? form)
    {
        ArbitraryText texts = new(seed: 6);
        for (int number = 0; number < Texts; number++)
        {
            string text = texts.Next();
            string whole = string.Concat(text.EnumerateRunes());
            string expected = form is null
                ? whole
                : new UnicodeNormalizer(Enum.Parse<UnicodeForm>(form))
                    .Normalize(whole, EncodingLimits.For(whole.Length));
            Assert.Equal(expected, tokenizer.DecodeIds(tokenizer.EncodeIds(text, addSpecialTokens: false)));
        }
    }
}
