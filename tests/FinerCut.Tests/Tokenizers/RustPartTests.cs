using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Normalizers and pre-tokenizers do to every hard text what those of the Hugging Face library do.</summary>
public class RustPartTests
{
    private const string Bytes =
        """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}""";

    // The space before each piece shows where the piece begins.
    private const string BytesOfPieces =
        """{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":false}""";

    // Each mark behind and before marks of other classes, which normalization sorts.
    private static readonly Lazy<string> Marks = new(() => string.Concat(UnicodeRuns.All
        .Where(run => run.Category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        .SelectMany(run => Enumerable.Range(run.First, run.Last - run.First + 1))
        .Select(mark => new Rune(mark))
        .Select(mark => $"x{mark}\u0334y\u0345{mark}z{mark}")));

    [Theory]
    [InlineData("""{"type":"NFC"}""")]
    [InlineData("""{"type":"NFD"}""")]
    [InlineData("""{"type":"NFKC"}""")]
    [InlineData("""{"type":"NFKD"}""")]
    [InlineData("""{"type":"Lowercase"}""")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":true}""")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":"x"}""")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"\\p{Han}|[😀-🙏]"},"content":"-"}""")]
    public void Texts_OfNormalizer_AreThoseOfTheLibrary(string normalizer) =>
        Verify(TinyTokenizer.ByteLevel().With("normalizer", normalizer).With("pre_tokenizer", Bytes));

    [Theory]
    [InlineData("""{"type":"Digits","individual_digits":false}""")]
    [InlineData("""{"type":"Digits","individual_digits":true}""")]
    [InlineData("""{"type":"Punctuation","behavior":"Isolated"}""")]
    [InlineData("""{"type":"Punctuation","behavior":"Removed"}""")]
    [InlineData("""{"type":"Whitespace"}""")]
    [InlineData("""{"type":"WhitespaceSplit"}""")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}""")]
    public void Pieces_OfPreTokenizer_AreThoseOfTheLibrary(
        string preTokenizer) => Verify(TinyTokenizer.ByteLevel().With(
        "pre_tokenizer",
        $$"""{"type":"Sequence","pretokenizers":[{{preTokenizer}},{{BytesOfPieces}}]}"""));

    private static void Verify(JsonObject json) =>
        RustComparison.Verify(TokenizerFiles.Open(json), json, [.. HardText.All, Marks.Value]);
}
