using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Tokenizers;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Patterns that would take all time or all of the stack are refused, with the limit in the message.</summary>
public class PatternLimitTests
{
    // An error comes within two seconds of a match, or five of all matches; what is beyond is the machine's.
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("(", "a", ")")]
    [InlineData("(?:", "a", ")*")]
    [InlineData("(?=", "a", ")")]
    [InlineData("(?i)", "a", "")]
    [InlineData("(?i:", "a", ")")]
    [InlineData("[", "a", "]")]
    [InlineData("[^", "a", "]")]
    public void Pattern_OfManyParts_IsReadToALimit(string open, string middle, string close)
    {
        Assert.NotNull(Nest(open, middle, close, PatternCursor.DeepestNesting));
        foreach (int count in new[] { PatternCursor.DeepestNesting + 1, OnigurumaTranslator.LongestPattern / 8 })
        {
            string message = Assert.Throws<PatternLimitException>(() => Nest(open, middle, close, count)).Message;
            Assert.Contains($"more than {PatternCursor.DeepestNesting} deep", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a*****", "more than 4 quantifiers")]
    [InlineData("a?+?+?+?+?+", "more than 4 quantifiers")]
    [InlineData("a{100001}", "100000 times")]
    [InlineData("a{2,99999999999999999999}", "100000 times")]
    public void Pattern_OfManyRepetitions_IsRefused(string pattern, string expected) => Assert.Contains(
        expected, Assert.Throws<PatternLimitException>(() => OnigurumaTranslator.Translate(
            pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void Pattern_OfManyKindsOfCharacters_IsRefused()
    {
        string emoji = string.Join('|', Enumerable.Range(0x1F300, StandIns.MostKinds).Select(char.ConvertFromUtf32));
        Assert.Contains(
            $"more than {StandIns.MostKinds} kinds",
            Assert.Throws<PatternLimitException>(() => OnigurumaTranslator.Translate(emoji)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(1_000_000)]
    public void Tokenizer_WithDeepPattern_IsRefusedWithAnExcerpt(int depth)
    {
        DiagnosticException error = TokenizerFiles.Refuse(Split(new string('(', depth) + "a" + new string(')', depth)));
        Assert.Equal("FC3051", error.Code);
        Assert.Contains($"({2 * depth + 1} characters)", error.Message, StringComparison.Ordinal);
        Assert.Contains("more than the 5000", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 100, 600);
    }

    [Theory]
    [InlineData("(a|aa)+b", "a", 60)]
    [InlineData("(?:a|a?a)+b", "a", 60)]
    [InlineData("(?:.|😀)*?(?:.|😀)*x!", "😀", 5000)]
    [InlineData("(?<=b(a|aa)+!)c", "a", 60)]
    public void EncodeIds_WithPatternThatTriesAllWays_EndsWithAnError(string pattern, string repeated, int count)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(Split(pattern));
        string text = string.Concat(Enumerable.Repeat(repeated, count)) + "!cb";
        DiagnosticException error = Fails(() => tokenizer.EncodeIds(text, addSpecialTokens: false));
        Assert.Equal("FC3052", error.Code);
        Assert.Contains($"'{pattern}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeIds_WithManySlowMatches_EndsWithAnError()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(Split("(?:a|aa)+b|a+!"));
        string text = string.Concat(Enumerable.Repeat(new string('a', 30) + "!", 1000));
        Assert.Equal("FC3052", Fails(() => tokenizer.EncodeIds(text, addSpecialTokens: false)).Code);
    }

    [Fact]
    public void EncodeIds_WithManySlowPieces_EndsWithAnError()
    {
        JsonObject json = TinyTokenizer.ByteLevel().With(
            "pre_tokenizer",
            """
            {"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},
             {"type":"Split","pattern":{"Regex":"(?:a|aa)+b|a+!"},"behavior":"Isolated"},
             {"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]}
            """);
        string text = string.Concat(Enumerable.Repeat(new string('a', 30) + "! ", 1000));
        DiagnosticException error = Fails(() => TokenizerFiles.Open(json).EncodeIds(text, addSpecialTokens: false));
        Assert.Equal("FC3052", error.Code);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"for a text of {text.Length} characters"),
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_WithSlowNormalizer_EndsWithAnError()
    {
        JsonObject json = TinyTokenizer.ByteLevel().With(
            "normalizer", """{"type":"Replace","pattern":{"Regex":"(a|aa)+b"},"content":"c"}""");
        Assert.Equal(
            "FC3052",
            Fails(() => TokenizerFiles.Open(json).EncodeIds(new string('a', 60), addSpecialTokens: false)).Code);
    }

    [Fact]
    public void SharedCase_WithDeepGroups_IsRefused()
    {
        string folder = SharedTokenizers.Require("cases", "regex-deep");
        Assert.Equal("FC3051", Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(folder)).Code);
    }

    [Fact]
    public void SharedCase_WithNestedRepetition_IsRefused()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(SharedTokenizers.Require("cases", "regex-alt"));
        string text = File.ReadAllText(SharedTokenizers.Require("cases", "a60.txt"));
        Assert.Equal("FC3052", Fails(() => tokenizer.EncodeIds(text, addSpecialTokens: false)).Code);
    }

    private static DiagnosticException Fails(Action action)
    {
        Stopwatch time = Stopwatch.StartNew();
        DiagnosticException error = Assert.Throws<DiagnosticException>(action);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, Allowed);
        return error;
    }

    private static RegularExpressionPattern Nest(
        string open, string middle, string close, int count) => OnigurumaTranslator.Translate(
        string.Concat(Enumerable.Repeat(open, count)) + middle + string.Concat(Enumerable.Repeat(close, count)));

    private static JsonObject Split(string pattern) => TinyTokenizer.ByteLevel().With(
        "pre_tokenizer",
        new JsonObject
        {
            ["type"] = "Split",
            ["pattern"] = new JsonObject { ["Regex"] = pattern },
            ["behavior"] = "Isolated",
        }.ToJsonString());
}
