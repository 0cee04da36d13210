using System.Text;
using FinerCut.Calibration.Tokenizers;
using FinerCut.Calibration.Tokenizers.Normalizers;

namespace FinerCut.Tests.Calibration.Tokenizers;

/// <summary>Byte-level tokenizers lose nothing, where all bytes are in the vocabulary; SmolLM2's lacks some.</summary>
public class RoundTripTests
{
    private const int Texts = 1000;

    [Fact]
    public void Text_ThroughBytes_ComesBack() => ComesBack(TokenizerFiles.Open(TinyTokenizer.ByteLevel()), composes: false);

    [Fact]
    public void Text_ThroughBundledModel_ComesBack() =>
        ComesBack(TokenizerFolder.Open(Path.Combine(Repository.Root, "models", "tales-3m")), composes: false);

    [Theory]
    [InlineData(false, "data", "tokenizers", "gpt2")]
    [InlineData(false, "data", "tokenizers", "phi-2")]
    [InlineData(false, "data", "tokenizers", "llama3-form")]
    [InlineData(true, "data", "tokenizers", "gpt-neox-20b")]
    [InlineData(true, "data", "tokenizers", "qwen2-form")]
    public void Text_ThroughTokenizer_ComesBack(bool composes, params string[] path) =>
        ComesBack(TokenizerFolder.Open(SharedTokenizers.Require(path)), composes);

    private static void ComesBack(HuggingFaceTokenizer tokenizer, bool composes)
    {
        UnicodeNormalizer composer = new(NormalizationForm.FormC);
        ArbitraryText texts = new(seed: 6);
        for (int number = 0; number < Texts; number++)
        {
            string text = texts.Next();
            string whole = string.Concat(text.EnumerateRunes());
            string expected = composes ? composer.Normalize(whole) : whole;
            Assert.Equal(expected, tokenizer.DecodeIds(tokenizer.EncodeIds(text, addSpecialTokens: false)));
        }
    }
}
