using FinerCut.Calibration.Tokenizers;

namespace FinerCut.Tests.Calibration.Tokenizers;

[Collection(nameof(TokenizerSpeedCollection))]
public class TokenizerSpeedTests
{
    private const int Length = 1_000_000;

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("hello world, ")]
    [InlineData("l")]
    [InlineData("hell")]
    public void EncodeIds_OfOneMegabyteOfBytes_TakesTwoSecondsAtMost(string repeated) =>
        TakesTwoSecondsAtMost(TokenizerFiles.Open(TinyTokenizer.ByteLevel()), repeated);

    [Theory]
    [InlineData("abc de ")]
    [InlineData("ab")]
    [InlineData("X")]
    public void EncodeIds_OfOneMegabyteInOnePiece_TakesTwoSecondsAtMost(string repeated) => TakesTwoSecondsAtMost(
        TokenizerFiles.Open(TinyTokenizer.Letters("a b", "ab ab", "abab abab").WithModel("unk_token", "\"<unk>\"")), repeated);

    [Theory]
    [InlineData("data", "tokenizers", "gpt2")]
    [InlineData("data", "tokenizers", "phi-3-mini")]
    [InlineData("data", "tokenizers", "qwen2-form")]
    [InlineData("data", "tokenizers", "gemma-form")]
    [InlineData("models", "SmolLM2-135M-Instruct")]
    public void EncodeIds_OfOneMegabyteOfText_TakesTwoSecondsAtMost(params string[] path)
    {
        string text = File.ReadAllText(SharedTokenizers.Require("data", "text", "wikitext2.test.raw.txt"));
        TakesTwoSecondsAtMost(TokenizerFolder.Open(SharedTokenizers.Require(path)), text);
    }

    // Processor time, the best of three: the machine may be busy, and the first time code is compiled.
    private static void TakesTwoSecondsAtMost(HuggingFaceTokenizer tokenizer, string repeated)
    {
        string text = string.Concat(Enumerable.Repeat(repeated, Length / repeated.Length + 1))[..Length];
        TimeSpan best = Enumerable.Range(0, 3).Select(_ => ProcessorTime(() => tokenizer.EncodeIds(text, addSpecialTokens: false))).Min();
        Assert.True(best <= Allowed, $"{Length} characters took {best.TotalSeconds:F1} s of processor time");
    }

    private static TimeSpan ProcessorTime(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }
}
