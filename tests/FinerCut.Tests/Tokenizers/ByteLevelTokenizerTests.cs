using System.Text;
using CsCheck;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class ByteLevelTokenizerTests
{
    private static readonly HuggingFaceTokenizer Tokenizer = TokenizerFiles.Open(TinyTokenizer.ByteLevel());

    // Every plane in which code points are assigned, surrogates left out.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0, 0x7F], Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0x10FFFF])
        .Select(value => new Rune(value)).Array[0, 60]
            .Select(runes => string.Concat(runes.Select(rune => rune.ToString())));

    [Fact]
    public void DecodeIds_OfAnyEncodedText_GivesTheText() =>
        AnyText.Sample(text => Assert.Equal(
            text, Tokenizer.DecodeIds(Tokenizer.EncodeIds(text, addSpecialTokens: false))));

    [Fact]
    public void EncodeIds_WithMerges_TakesTheEarliestFirst() =>
        Assert.Equal([258, 'o', 259, 'o', 'r', 'l', 'd'], Tokenizer.EncodeIds("hello world", addSpecialTokens: false));

    [Fact]
    public void EncodeIds_OfEmptyText_GivesNothing() => Assert.Empty(Tokenizer.EncodeIds("", addSpecialTokens: true));

    [Fact]
    public void EncodeIds_OfLoneSurrogate_GivesTheReplacementCharacter() =>
        Assert.Equal("a\uFFFDb", Tokenizer.DecodeIds(Tokenizer.EncodeIds("a\uD800b", addSpecialTokens: false)));

    [Fact]
    public void DecodeIds_OfPartOfACharacter_GivesTheReplacementCharacter() =>
        Assert.Equal("\uFFFD", Tokenizer.DecodeIds([0xC3]));

    [Fact]
    public void DecodeIds_OfUnknownId_LeavesItOut() => Assert.Equal("ab", Tokenizer.DecodeIds(['a', 100_000, 'b']));

    [Fact]
    public void VocabularySize_OfTokenizer_IsLargestIdPlusOne()
    {
        Assert.Equal(260, Tokenizer.VocabularySize);
        Assert.Equal(
            1001, TokenizerFiles.Open(TinyTokenizer.ByteLevel().WithAdded(1000, "<x>", "special")).VocabularySize);
    }

    [Fact]
    public void FindToken_AndFindId_AreInverse()
    {
        Assert.Equal("hell", Tokenizer.FindToken(258));
        Assert.Equal(258, Tokenizer.FindId("hell"));
        Assert.Null(Tokenizer.FindToken(260));
        Assert.Null(Tokenizer.FindId("hello"));
    }

    [Fact]
    public void EncodeIds_FromSeveralThreads_GivesTheSame()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(number => $"hello {number} "));
        int[] expected = [.. Tokenizer.EncodeIds(text, addSpecialTokens: false)];
        HuggingFaceTokenizer fresh = TokenizerFiles.Open(TinyTokenizer.ByteLevel());
        Parallel.For(0, 8, _ => Assert.Equal(expected, fresh.EncodeIds(text, addSpecialTokens: false)));
    }

    [Theory]
    [InlineData("a1b", "a|1|b")]
    [InlineData(" a  b", " a| | b")]
    [InlineData("x's y'LL", "x|'s| y|'|LL")]
    [InlineData("a\n\n b \n", "a|\n\n| b| \n")]
    [InlineData("𐍈𐍈 𝟗9 😀😀", "𐍈𐍈| 𝟗9| 😀😀")]
    public void ByteLevel_WithPattern_CutsAsGpt2(string text, string pieces) => Assert.Equal(
        pieces.Split('|').Select(piece => FinerCut.Tokenizers.Models.ByteLetters.Encode(piece)),
        Pieces.Of("""{"type":"ByteLevel","add_prefix_space":false}""", text));

    [Fact]
    public void ByteLevel_WithPrefixSpaceAndNoPattern_KeepsTheTextWhole() => Assert.Equal(
        ["Ġa1Ġb"], Pieces.Of("""{"type":"ByteLevel","add_prefix_space":true,"use_regex":false}""", "a1 b"));
}
