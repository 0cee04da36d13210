using FinerCut.Calibration.Tokenizers.Patterns;

namespace FinerCut.Tests.Calibration.Tokenizers;

public class OnigurumaTranslatorTests
{
    [Theory]
    [InlineData(@"\p{N}{1,3}", "12345", "[123][45]")]
    [InlineData(@"\p{L}+", "a𝔘𐍈b1", "[a𝔘𐍈b]1")]
    [InlineData(@"[^\p{L}]", "𝔘😀", "𝔘[😀]")]
    [InlineData(@"(?i:'s|'k)", "'S'ſ's'K'K'x", "['S]['ſ]['s]['K]['K]'x")]
    [InlineData(@"(?i)[a-c]x", "BXbxax", "[BX][bx][ax]")]
    [InlineData(@"(?i:a(?-i:b))", "abAbaB", "[ab][Ab]aB")]
    [InlineData(@"a++b|a", "aaab aa", "[aaab] [a][a]")]
    [InlineData(@"a?+a", "a aa", "a [aa]")]
    [InlineData(@"x*", "axb", "[]a[x]b[]")]
    [InlineData(@"[^(\s|[.,!?…])]+", "a(b, c|d…e", "[a]([b], [c]|[d]…[e]")]
    [InlineData(@"[a[^b]]", "abc", "[a]b[c]")]
    [InlineData(@"[^a[^b]]", "abc", "a[b]c")]
    [InlineData(@"[\]\-a-]+", "]-a\\", "[]-a]\\")]
    [InlineData(@"[+--]+", "+,-.", "[+,-].")]
    [InlineData(@"\W+", "a\u0301_Ⅳ ⒶZ-", "a\u0301_Ⅳ[ ]ⒶZ[-]")]
    [InlineData(@"a$|^b", "a\nb\n", "[a]\n[b]\n")]
    [InlineData(@"\bb|c\B", "ab bcc", "ab [b][c]c")]
    [InlineData(@"\x41\u0042\x{43}", "ABC", "[ABC]")]
    [InlineData(@"\s+(?!\S)|\s+", "a  b", "a[ ][ ]b")]
    [InlineData(@"(?<=a)b|a{2}", "abaab", "a[b][aa][b]")]
    [InlineData(@"a{,2}b", "aab", "[aab]")]
    [InlineData(@"a{1,2}+b", "aaaab", "[aaaab]")]
    [InlineData(@"a+?b?", "aab", "[a][ab]")]
    [InlineData(@".", "\n😀", "\n[😀]")]
    [InlineData(@"\h\H", "fg", "[fg]")]
    [InlineData(@"\p{^L}\P{L}", "1 ", "[1 ]")]
    [InlineData("[\u4E00-\u9FA5]+", "中𠀀中", "[中]𠀀[中]")]
    [InlineData(@"\p{Letter}", "a1", "[a]1")]
    public void Translate_OfUnderstoodPattern_MatchesTheSame(string pattern, string text, string expected) =>
        Assert.Equal(expected, Mark(pattern, text));

    [Theory]
    [InlineData(@"\p{Han}")]
    [InlineData(@"[[:alpha:]]")]
    [InlineData(@"[a&&b]")]
    [InlineData(@"(?<name>a)")]
    [InlineData(@"(a)\1")]
    [InlineData(@"a(?i)b")]
    [InlineData(@"(?i:straße)")]
    [InlineData(@"(?i:first)")]
    [InlineData(@"(?i:\p{Lu})")]
    [InlineData(@"(?i:[à-ü])")]
    [InlineData(@"(a")]
    [InlineData(@"a)")]
    [InlineData(@"[a")]
    [InlineData(@"[b-a]")]
    [InlineData(@"*a")]
    [InlineData(@"a{2}?")]
    [InlineData(@"a{3,2}")]
    [InlineData(@"a{x}")]
    [InlineData(@"\x{1F600}")]
    [InlineData(@"😀")]
    [InlineData(@"\Ra")]
    [InlineData(@"\xZZ")]
    [InlineData("[\u0080-\uFFFF]")]
    [InlineData(@"a\")]
    public void Translate_OfOtherPattern_IsRefused(string pattern) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => OnigurumaTranslator.Translate(pattern)).Message);

    private static string Mark(string pattern, string text)
    {
        List<Segment> segments = [];
        OnigurumaTranslator.Translate(pattern).FindSegments(text, segments);
        return string.Concat(segments.Select(segment => segment.IsMatch
            ? $"[{text[segment.Start..segment.End]}]"
            : text[segment.Start..segment.End]));
    }
}
