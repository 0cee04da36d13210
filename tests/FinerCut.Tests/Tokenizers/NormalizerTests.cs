using System.Text.Json;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Normalizers;

namespace FinerCut.Tests.Tokenizers;

public class NormalizerTests
{
    [Theory]
    [InlineData("""{"type":"NFC"}""", "e\u0301ﬁ\uFFFEe\u0301", "\u00E9ﬁ\uFFFE\u00E9")]
    [InlineData("""{"type":"NFD"}""", "\u00E9ﬁ", "e\u0301ﬁ")]
    [InlineData("""{"type":"NFKC"}""", "e\u0301ﬁ", "\u00E9fi")]
    [InlineData("""{"type":"NFKD"}""", "\u00E9ﬁ", "e\u0301fi")]
    [InlineData("""{"type":"Lowercase"}""", "ÀΣ𐐀İ", "àσ𐐨i\u0307")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""", "a", "▁a")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""", "", "")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":false}""", "\u00A0 a ", "a ")]
    [InlineData("""{"type":"Strip","strip_left":false,"strip_right":true}""", " a\n", " a")]
    [InlineData("""{"type":"Replace","pattern":{"String":" "},"content":"▁"}""", "a  b", "a▁▁b")]
    [InlineData("""{"type":"Replace","pattern":{"String":""},"content":"▁"}""", "ab", "ab")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}""", "a    b c", "a b c")]
    [InlineData(
        """{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":" "},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]}""",
        "a",
        "▁a")]
    public void Normalizer_OfType_ChangesText(string normalizer, string text, string expected)
    {
        using JsonDocument json = JsonDocument.Parse(normalizer);
        ITextNormalizer read =
            NormalizerReader.Read(new JsonComponent("tokenizer.json", "normalizer", json.RootElement));
        Assert.Equal(expected, read.Normalize(text, EncodingLimits.For(text.Length)));
    }
}
