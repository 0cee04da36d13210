namespace FinerCut.Tests.Tokenizers;

public class PreTokenizerTests
{
    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Split_OnString_FollowsBehavior(string behavior, string expected) => Assert.Equal(
        expected.Split('|'),
        Pieces.Of(
            $$"""{"type":"Split","pattern":{"String":"-"},"behavior":"{{behavior}}","invert":false}""",
            "the-final--countdown"));

    [Theory]
    [InlineData("Removed", "How|are|you|doing|?")]
    [InlineData("Isolated", "How| |are| |you| |doing|?")]
    [InlineData("MergedWithPrevious", "How |are |you |doing|?")]
    [InlineData("MergedWithNext", "How| are| you| doing|?")]
    [InlineData("Contiguous", "How| |are| |you| |doing?")]
    public void Split_Inverted_FollowsBehavior(string behavior, string expected) => Assert.Equal(
        expected.Split('|'),
        Pieces.Of(
            $$$"""{"type":"Split","pattern":{"Regex":"\\w+|[^\\w\\s]+"},"behavior":"{{{behavior}}}","invert":true}""", "How are you doing?"));

    [Theory]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12b ½𝟗", "a|1|2|b |½|𝟗")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "a12b ½𝟗", "a|12|b |½𝟗")]
    [InlineData("""{"type":"Punctuation"}""", "Hey! $5 «x»", "Hey|!| |$|5 |«|x|»")]
    [InlineData("""{"type":"Punctuation","behavior":"Removed"}""", "a!b", "a|b")]
    [InlineData("""{"type":"Whitespace"}""", "Hey, man!\n e\u0301", "Hey|,|man|!|e\u0301")]
    [InlineData("""{"type":"WhitespaceSplit"}""", " Hey,\u00A0man! ", "Hey,|man!")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "Hey  you", "▁Hey|▁|▁you")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", " Hey", "▁Hey")]
    [InlineData(
        """{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":false}""", "Hey you", "Hey▁you")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","add_prefix_space":false}""", "Hey you", "Hey|▁you")]
    [InlineData(
        """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}""", "Hey you", "▁Hey|▁you")]
    public void PreTokenizer_OfType_Cuts(string preTokenizer, string text, string expected) =>
        Assert.Equal(expected.Split('|'), Pieces.Of(preTokenizer, text));

    [Fact]
    public void Sequence_OfPreTokenizers_CutsPiecesFurther() => Assert.Equal(
        ["ab", "1", "2", "Ġc"],
        Pieces.Of(
            """{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":false}]}""",
            "ab12 c"));

    [Fact]
    public void Sequence_WithDigitsAfterByteLevel_CutsTheLetters() => Assert.Equal(
        ["Ġ", "1", "Ġa"],
        Pieces.Of(
            """{"type":"Sequence","pretokenizers":[{"type":"ByteLevel","add_prefix_space":false},{"type":"Digits","individual_digits":true}]}""",
            " 1 a"));
}
