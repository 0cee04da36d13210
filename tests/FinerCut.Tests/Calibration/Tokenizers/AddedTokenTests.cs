using System.Text.Json.Nodes;

namespace FinerCut.Tests.Calibration.Tokenizers;

public class AddedTokenTests
{
    private const string Lowercase = """{"type":"Lowercase"}""";

    [Fact]
    public void AddedTokens_InText_AreFoundLeftmostThenLongest() =>
        Encodes(TinyTokenizer.Letters().WithAdded(10, "ab").WithAdded(11, "abc").WithAdded(12, "cd"), "aabcdabcd", [1, 11, 4, 11, 4]);

    [Fact]
    public void AddedToken_InVocabulary_KeepsItsId() =>
        Encodes(TinyTokenizer.Letters("a b").WithAdded(0, "<unk>", "special"), "ab<unk>ab", [7, 0, 7]);

    [Fact]
    public void LeftStrip_WithSpaceBefore_TakesItAlong() =>
        Encodes(TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "lstrip"), "a \n<m> b", ['a', 300, ' ', 'b']);

    [Fact]
    public void RightStrip_WithSpaceBehind_TakesItAlong() =>
        Encodes(TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "rstrip"), "a <m> \u2003b<m>", ['a', ' ', 300, 'b', 300]);

    [Fact]
    public void LeftStrip_BehindRightStrip_DoesNotTakeSpaceTwice() => Encodes(
        TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "lstrip", "rstrip"), "<m> <m>", [300, 300]);

    [Fact]
    public void RightStrip_OverAnotherToken_LeavesItStanding() => Encodes(
        TinyTokenizer.ByteLevel().WithAdded(300, "<m>", "rstrip").WithAdded(301, "\n"), "<m>\n\na", [300, 301, 301, 'a']);

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
        JsonObject json = TinyTokenizer.Letters().With("normalizer", Lowercase).WithAdded(10, "Cd", "normalized").WithAdded(11, "E");
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
