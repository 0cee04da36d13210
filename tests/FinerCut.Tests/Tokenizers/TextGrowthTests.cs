using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Tokenizers that multiply a text are refused before they take the memory.</summary>
public class TextGrowthTests
{
    private const int Thousand = 1000;

    // All that is allocated on the way to the error; the texts would take gigabytes.
    private const long AllowedBytes = 256 << 20;

    [Theory]
    [InlineData("normalizer", "normalizers", """{"type":"Replace","pattern":{"String":"a"},"content":"TEXT"}""")]
    [InlineData("normalizer", "normalizers", """{"type":"Replace","pattern":{"Regex":"a"},"content":"TEXT"}""")]
    [InlineData("normalizer", "normalizers", """{"type":"Replace","pattern":{"Regex":"(?=a)"},"content":"TEXT"}""")]
    [InlineData(
        "normalizer",
        "normalizers",
        """{"type":"Sequence","normalizers":[{"type":"Replace","pattern":{"String":"a"},"content":"TEXT"}]}""")]
    [InlineData("pre_tokenizer", "pretokenizers", """{"type":"ByteLevel","add_prefix_space":true,"use_regex":true}""")]
    public void EncodeIds_WithStepsThatMultiply_EndsWithAnError(string part, string name, string step)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(Sequence(part, name, step, 24));
        Grows(() => tokenizer.EncodeIds("ba\u00E9", addSpecialTokens: false), textLength: 3);
    }

    [Fact]
    public void EncodeIds_WithLongPrefixForManySections_EndsWithAnError()
    {
        JsonObject json = TinyTokenizer.ByteLevel().WithAdded(300, "<x>")
            .With("normalizer", $$"""{"type":"Prepend","prepend":"{{new string('p', 10 * Thousand)}}"}""");
        string text = string.Concat(Enumerable.Repeat("<x>a", Thousand));
        Grows(() => TokenizerFiles.Open(json).EncodeIds(text, addSpecialTokens: false), text.Length);
    }

    [Fact]
    public void Open_WithAddedTokensThatNormalizersMultiply_EndsWithAnError()
    {
        JsonObject json = Sequence(
            "normalizer", "normalizers", """{"type":"Replace","pattern":{"String":"a"},"content":"TEXT"}""", 4)
            .WithAdded(300, "<a>", "normalized");
        Assert.Equal("FC3053", TokenizerFiles.Refuse(json).Code);
    }

    [Fact]
    public void DecodeIds_WithStepsThatMultiply_EndsWithAnError()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(
            Sequence("decoder", "decoders", """{"type":"Replace","pattern":{"String":"a"},"content":"TEXT"}""", 24));
        Grows(() => tokenizer.DecodeIds(['b', 'a']), textLength: 2);
        Grows(() => tokenizer.FindBytes('a'), textLength: 1);
    }

    [Fact]
    public void EncodeIds_OfTextThatGrowsTheMost_IsNotRefused()
    {
        HuggingFaceTokenizer tokenizer =
            TokenizerFiles.Open(TinyTokenizer.ByteLevel().With("normalizer", """{"type":"NFKC"}"""));
        string text = new('\uFDFA', 10 * Thousand);
        Assert.Equal(33 * text.Length, tokenizer.EncodeIds(text, addSpecialTokens: false).Count);
    }

    [Theory]
    [InlineData("normalizer", "normalizers", """{"type":"Lowercase"}""")]
    [InlineData("pre_tokenizer", "pretokenizers", """{"type":"Digits"}""")]
    [InlineData("decoder", "decoders", """{"type":"Fuse"}""")]
    public void Open_WithTooManySteps_IsRefused(string part, string name, string step)
    {
        Assert.NotNull(TokenizerFiles.Open(Sequence(part, name, step, 200)));
        DiagnosticException error = TokenizerFiles.Refuse(Sequence(part, name, step, 201));
        Assert.Equal("FC3055", error.Code);
        Assert.Contains($"{part}.{name}[200]", error.Message, StringComparison.Ordinal);
        Assert.Contains("200 together", error.Message, StringComparison.Ordinal);
    }

    private static void Grows(Action action, int textLength)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        DiagnosticException error = Assert.Throws<DiagnosticException>(action);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedBytes);
        Assert.Equal("FC3053", error.Code);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"of a text of {textLength}."),
            error.Message,
            StringComparison.Ordinal);
    }

    private static JsonObject Sequence(string part, string name, string step, int count)
    {
        string whole = step.Replace("TEXT", new string('a', Thousand), StringComparison.Ordinal);
        return TinyTokenizer.ByteLevel()
            .With(part, $$"""{"type":"Sequence","{{name}}":[{{string.Join(',', Enumerable.Repeat(whole, count))}}]}""");
    }
}
