using System.Diagnostics;
using System.Text.Json.Nodes;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class AddedTokenTests
{
    private const string Lowercase = """{"type":"Lowercase"}""";

    [Fact]
    public void AddedTokens_InText_AreFoundLeftmostThenLongest() =>
        Encodes(
            TinyTokenizer.Letters().WithAdded(10, "ab").WithAdded(11, "abc").WithAdded(12, "cd"),
            "aabcdabcd",
            [1, 11, 4, 11, 4]);

    [Theory]
    [InlineData("abcdabcab", 11, 4, 11, 10)]
    [InlineData("bcaabcdeb", 2, 3, 1, 12, 2)]
    [InlineData("abcdcde", 11, 4, 3, 4, 5)]
    [InlineData("cdedabcde", 3, 4, 5, 4, 12)]
    public void AddedTokens_WithinOneAnother_AreFoundLeftmostThenLongest(string text, params int[] expected)
    {
        JsonObject json = TinyTokenizer.Letters()
            .WithAdded(10, "ab").WithAdded(11, "abc").WithAdded(12, "abcde").WithAdded(13, "cdea");
        Encodes(json, text, expected);
    }

    [Fact]
    public void AddedTokens_OfAnyWords_AreFoundAsByTheLibrary()
    {
        string[] words =
            ["ab", "abab", "ababc", "ba", "bb", "cabab", "c\u00E9", "\u00E9a", "\U0001F600", "a\U0001F600b", "aaaaab"];
        JsonObject json = words.Aggregate(
            TinyTokenizer.ByteLevel(), (whole, word) => whole.WithAdded(260 + Array.IndexOf(words, word), word));
        Random random = new(3);
        string[] letters = ["a", "b", "c", "\u00E9", "\U0001F600"];
        IEnumerable<string> texts = Enumerable.Range(0, 500).Select(number => string.Concat(
            Enumerable.Range(0, number % 40).Select(_ => letters[random.Next(random.Next(2, 6))])));
        RustComparison.Verify(TokenizerFiles.Open(json), json, texts);
    }

    [Fact]
    public void AddedToken_LongAndNearlyEverywhere_TakesTimeThatGrowsWithTheText()
    {
        JsonObject json = TinyTokenizer.ByteLevel().WithAdded(260, new string('a', 200_000) + "b").WithAdded(261, "aa");
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(json);
        Stopwatch time = Stopwatch.StartNew();
        Assert.Equal(500_000, tokenizer.EncodeIds(new string('a', 1_000_000), addSpecialTokens: false).Count);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("lstrip")]
    [InlineData("rstrip")]
    public void AddedToken_OfSpaceThatStripsSpace_TakesTimeThatGrowsWithTheText(string flag)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(TinyTokenizer.ByteLevel().WithAdded(260, "\n", flag));
        Stopwatch time = Stopwatch.StartNew();
        Assert.Equal(500_000, tokenizer.EncodeIds(new string('\n', 500_000), addSpecialTokens: false).Count);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    // Of space that is a token itself the library gives no ids: it fails.
    [Fact]
    public void AddedTokens_ThatStripSpace_AreThoseOfTheLibrary()
    {
        JsonObject json = TinyTokenizer.ByteLevel()
            .WithAdded(260, "<l>", "lstrip").WithAdded(261, "<r>", "rstrip").WithAdded(262, "<b>", "lstrip", "rstrip")
            .WithAdded(263, "<w>", "single_word", "lstrip", "rstrip");
        Random random = new(5);
        string[] parts = ["<l>", "<r>", "<b>", "<w>", "\n", "\t", " ", "  ", "a", "\u3000"];
        IEnumerable<string> texts = Enumerable.Range(0, 1000).Select(number => string.Concat(
            Enumerable.Range(0, number % 12).Select(_ => parts[random.Next(parts.Length)])));
        RustComparison.Verify(TokenizerFiles.Open(json), json, texts);
    }

    [Fact]
    public void AddedToken_InVocabulary_KeepsItsId() =>
        Encodes(TinyTokenizer.Letters("a b").WithAdded(0, "<unk>", "special"), "ab<unk>ab", [7, 0, 7]);

    [Fact]
    public void LeftStrip_WithSpaceBefore_TakesItAlong() =>
        Encodes(TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "lstrip"), "a \n<m> b", ['a', 300, ' ', 'b']);

    [Fact]
    public void RightStrip_WithSpaceBehind_TakesItAlong() =>
        Encodes(
            TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "rstrip"), "a <m> \u2003b<m>", ['a', ' ', 300, 'b', 300]);

    [Fact]
    public void LeftStrip_BehindRightStrip_DoesNotTakeSpaceTwice() => Encodes(
        TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "lstrip", "rstrip"), "<m> <m>", [300, 300]);

    [Fact]
    public void RightStrip_OverAnotherToken_LeavesItStanding() => Encodes(
        TinyTokenizer.ByteLevel()
            .WithAdded(300, "<m>", "rstrip")
            .WithAdded(301, "\n"), "<m>\n\na", [300, 301, 301, 'a']);

    [Theory]
    [InlineData("<m>", true)]
    [InlineData("-<m> x", true)]
    [InlineData("a<m>", false)]
    [InlineData("<m>𐍈", false)]
    [InlineData("\u0301<m>", false)]
    public void SingleWord_BesideCharacters_IsFoundAwayFromWords(string text, bool isFound)
    {
        JsonObject json = TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "single_word");
        Assert.Equal(isFound, TokenizerFiles.Open(json).EncodeIds(text, addSpecialTokens: false).Contains(300));
    }

    [Fact]
    public void Normalized_Token_IsFoundInItsNormalizedForm()
    {
        JsonObject json = TinyTokenizer.Letters()
            .With("normalizer", Lowercase)
            .WithAdded(10, "Cd", "normalized")
            .WithAdded(11, "E");
        Encodes(json, "aCDcdEe", [1, 10, 10, 11, 5]);
    }

    [Fact]
    public void Metaspace_PrependingFirst_DoesNotPrependBehindAToken()
    {
        JsonObject json = TinyTokenizer.Letters().WithAdded(10, "<m>", "special")
            .With("pre_tokenizer", """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first"}""");
        Encodes(json, "a<m>b c", [6, 1, 10, 2, 6, 3]);
    }

    private static void Encodes(JsonObject json, string text, int[] expected) =>
        Assert.Equal(expected, TokenizerFiles.Open(json).EncodeIds(text, addSpecialTokens: false));
}
