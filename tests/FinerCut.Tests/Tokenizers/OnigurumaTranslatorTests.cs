using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers;

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
    [InlineData(@"\x{1F600}|😁", "😀😁😂", "[😀][😁]😂")]
    [InlineData("[\u0080-\uFFFF]+", "a\u0080é😀中\uFFFF", "a[\u0080é]😀[中\uFFFF]")]
    [InlineData("[😀-😂a]+", "😀a😂😃𝔘", "[😀a😂]😃𝔘")]
    [InlineData(@"[^😀]+", "a😀😁b", "[a]😀[😁b]")]
    [InlineData(@"[𐐀-𐑏\p{Nd}]+", "𐐀𝟗𐑏𐒀", "[𐐀𝟗𐑏]𐒀")]
    [InlineData(@"[\p{L}&&[^a-z]]+|\s", "ab É𝔘c", "ab[ ][É𝔘]c")]
    [InlineData(@"[^\p{L}&&\p{Lu}]+", "aB1C", "[a]B[1]C")]
    [InlineData(@"\p{Han}+", "中𠀀かa々", "[中𠀀]かa[々]")]
    [InlineData(@"\p{hira gana}\P{Hani}", "か中かな", "か中[かな]")]
    [InlineData(@"[[:punct:]x]+|[[:^space:]]", "$x!a b", "[$x!][a] [b]")]
    [InlineData(@"a(?i)b|c", "aBaCcb", "[aB][aC]cb")]
    [InlineData(@"(?i)x(?-i)y|z", "XyXYxzZ", "[Xy]XY[xz]Z")]
    [InlineData(@"(?m:a.)|.", "a\nb\n", "[a\n][b]\n")]
    [InlineData(@"(?<word>a+)(?i:中)", "aa中", "[aa中]")]
    [InlineData(@"a{2}?b", "aabb", "[aab][b]")]
    [InlineData(@"a{x}|b{,}", "a{x}b{,}", "[a{x}][b{,}]")]
    [InlineData(@"\R", "a\r\n\n\u2028b", "a[\r\n][\n][\u2028]b")]
    [InlineData(@"\w+|[\w]", "a²-½", "[a²]-[½]")]
    public void Translate_OfUnderstoodPattern_MatchesTheSame(string pattern, string text, string expected) =>
        Assert.Equal(expected, Mark(pattern, text));

    [Theory]
    [InlineData(@"\p{Emoji}")]
    [InlineData(@"[[:alpha:]]")]
    [InlineData(@"[[:nothing:]]")]
    [InlineData(@"[a&&]")]
    [InlineData(@"(?P<name>a)")]
    [InlineData(@"(?x)a b")]
    [InlineData(@"(?~a)")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?i:straße)")]
    [InlineData(@"(?i:first)")]
    [InlineData(@"(?i:\p{Lu})")]
    [InlineData(@"(?i:\p{Latin})")]
    [InlineData(@"(?i:[[:ascii:]])")]
    [InlineData(@"(?i:[à-ü])")]
    [InlineData(@"(a")]
    [InlineData(@"a)")]
    [InlineData(@"[a")]
    [InlineData(@"[b-a]")]
    [InlineData(@"[a-\d]")]
    [InlineData(@"*a")]
    [InlineData(@"{2}a")]
    [InlineData(@"a{3,2}")]
    [InlineData(@"\Xa")]
    [InlineData(@"\Ka")]
    [InlineData(@"\pL")]
    [InlineData(@"\xZZ")]
    [InlineData(@"\xE9")]
    [InlineData(@"\uD800")]
    [InlineData(@"\x{110000}")]
    [InlineData(@"a\")]
    public void Translate_OfOtherPattern_IsRefused(string pattern) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => OnigurumaTranslator.Translate(pattern)).Message);

    [Fact]
    public void Translate_OfHalfASurrogatePair_IsRefused() =>
        Assert.Throws<FormatException>(() => OnigurumaTranslator.Translate("a\uD83D"));

    private static string Mark(string pattern, string text)
    {
        List<PatternSegment> segments = [];
        OnigurumaTranslator.Translate(pattern).FindSegments(text, segments, EncodingLimits.For(text.Length));
        return string.Concat(segments.Select(segment => segment.IsMatch
            ? $"[{text[segment.Start..segment.End]}]"
            : text[segment.Start..segment.End]));
    }
}
