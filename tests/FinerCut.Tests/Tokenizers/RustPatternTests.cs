using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Patterns cut every hard text where the Hugging Face library cuts it.</summary>
public class RustPatternTests
{
    private const string Contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";

    /// <summary>What published tokenizers have, and every construct of the language that is understood.</summary>
    public static TheoryData<string> Patterns =>
    [
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        Contractions + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        Contractions
            + @"|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + Contractions
            + @"?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
            + Contractions + @"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        @"[\p{Han}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+"
            + Contractions
            + @"?|\p{N}{1,3}|\s+(?!\S)|\s+",
        @"[\r\n]",
        @"\s?\p{L}+",
        @"\s?\p{P}+",
        @"[一-龥ࠀ-一가-퟿]+",
        @"[一-龥぀-ゟ゠-ヿ]+",
        @"\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-ᲿἈἘ-ἝὙὛὝℂℇℊ-ℓℕℙ-ℝℤΩℨKÅ-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤꙀ-ꙭꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃]+",
        @"\s?[!-/:-~！-／：-～‘-‟　-。]+",
        @"\s+$",
        @"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        @" ?[^(\s|[.,!?…。，、।۔،])]+",
        @"[0-9][0-9][0-9]",
        @"\d+|\D",
        @"\p{Hiragana}+|\p{Katakana}|\p{Hangul}{2}|\p{Thai}|\p{Arabic}+|\P{Common}",
        @"[\p{Han}&&[^一-丐]]|[^\p{Latin}&&\p{L}]+",
        @"\w+|[\w]|[^\w\s]+",
        @"\W+",
        @"\b\p{L}|\p{L}\B",
        @"[[:punct:]]+|[[:^word:]][[:blank:]]|[[:graph:]&&[:^ascii:]]|[[:cntrl:]]",
        @"[[:print:]]",
        @"\p{LC}+|\p{Other}|\p{punct}|[\p{punct}\p{word}]|\p{Assigned}",
        @"\p{word}+|\P{punct}",
        @"\p{Cn}|\p{Co}|\p{C}x?",
        @"[\S\n]+",
        @"[^\S ]|[\W\d]",
        @"\R|\h+|\H\N",
        @".|\n+",
        @"(?m).+|a",
        @"a(?i)b|c",
        @"(?i:k's)|(?i)S(?-i)x|y",
        @"(?i:[a-c中]+)",
        @"(?<name>\p{Lu})\p{Ll}?",
        @"^.|.$|\A\s|\s\z|\s\Z",
        @"(?<=\s)\p{L}+|(?<!\p{L})\p{N}|\p{So}(?=\u200D)|\p{L}(?!\p{M})",
        @"(?>\s+)\p{L}|\s",
        @"a{2}?|b{2,}|c{,3}d|e{1,2}+f|x{y}",
        @"(?:ab|a)+?|\s*?\n",
        @"x*",
        @"[]a\]-]+|[+--]",
        @"\x{1F600}|😁|[😂-🙏🇦-🇿]+|[^\x00-\x{FFFF}]",
        @"[\u0080-\uFFFF]+",
        @"[\x{10000}-\x{10FFFF}\p{Nd}]|\p{Me}",
    ];

    /// <summary>The names of properties that are understood.</summary>
    public static TheoryData<string> Properties =>
    [
        .. "L,M,N,P,S,Z,C,Lu,Ll,Lt,Lm,Lo,Mn,Mc,Me,Nd,Nl,No,Pc,Pd,Ps,Pe,Pi,Pf,Po,Sm,Sc,Sk,So,Zs,Zl,Zp,Cc,Cf,Co,Cn"
            .Split(','),
        .. "digit,space,xdigit,cntrl,punct,blank,graph,print,word,ascii,any,assigned,Cased Letter,White_Space,private-use"
            .Split(','),
        .. UnicodeScripts.Names,
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Matches_OfPattern_AreThoseOfTheLibrary(string pattern)
    {
        // What is left shows which characters matched; the spaces before the pieces show where they begin.
        Verify(Split(pattern, "Removed", showsPieces: false));
        Verify(Split(pattern, "Isolated", showsPieces: true));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Characters_OfProperty_AreThoseOfTheLibrary(string name)
    {
        JsonObject json = Split($@"\p{{{name}}}", "Removed", showsPieces: false);
        RustComparison.Verify(TokenizerFiles.Open(json), json, [Borders.Value]);
    }

    // The characters on both sides of every border of a category or script.
    private static readonly Lazy<string> Borders = new(() => string.Concat(UnicodeRuns.All
        .Select(run => (run.First, run.Last))
        .Concat(UnicodeScripts.Names.SelectMany(name => UnicodeScripts.Find(UnicodeProperties.Plain(name))!.Ranges))
        .SelectMany(range => new[] { range.First - 1, range.First, range.Last, range.Last + 1 })
        .Where(codePoint => codePoint > 0 && Rune.IsValid(codePoint))
        .Distinct()
        .Order()
        .Select(codePoint => new Rune(codePoint).ToString())));

    private static void Verify(JsonObject json) => RustComparison.Verify(TokenizerFiles.Open(json), json, HardText.All);

    private static JsonObject Split(
        string pattern, string behavior, bool showsPieces) => TinyTokenizer.ByteLevel().With(
        "pre_tokenizer",
        new JsonObject
        {
            ["type"] = "Sequence",
            ["pretokenizers"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "Split",
                    ["pattern"] = new JsonObject { ["Regex"] = pattern },
                    ["behavior"] = behavior,
                    ["invert"] = false,
                },
                new JsonObject
                {
                    ["type"] = "ByteLevel",
                    ["add_prefix_space"] = showsPieces,
                    ["trim_offsets"] = true,
                    ["use_regex"] = false
                }),
        }.ToJsonString());
}
