using System.Text;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Texts that tokenizers and patterns go wrong with.</summary>
internal static class HardText
{
    private const int Arbitrary = 60;

    private static readonly string[] Written =
    [
        "", " ", "  ", "\n", "\r\n", "\r", "\t", "a", "A b  c   d    e", "   lead", "trail   ",
        "a\r\nb\r\n\r\nc\n\n\nd\r\re", " \n \n  x \t y",
        "I'm you're he'LL we'Ve they'd IT'S don'T o'clock 'S 'ſ 'K ''s x's's", "don’t ‘quoted’ “text” – — … ‽ ¿¡",
        "é e\u0301 Å A\u030A \u212B ﬁ ﬀ ß ẞ ŉ ǰ İ ı I\u0307", "a\u0301\u0302\u0303\u0304 \u0301 \u20DD x\u20DD \u0488",
        "각 \u1100\u1161\u11A8 한국어 조선말 ㄱㄴㄷ ﾡﾢ", "日本語 カタカナ ひらがな ｶﾀｶﾅ 々〆〇 漢字仮名交じり文。「はい」", "中文 简体 繁體 𠀀𠀁𪜀𫝀𫠠𬺰𮯰𰀀𱍐 "
            + "⺀⼀㇀",
        "हिन्दी कि की ९८७ தமிழ் বাংলা ไทย ที่ ລາວ မြန်မာ ខ្មែរ བོད", "العربية مَرْحَبًا ٠١٢٣ ۴۵۶ ﷺ ﷲ "
            + "\u200F\u202Eabc\u202C", "שלום עִבְרִית \u05BF יִּ",
        "Ελληνικά ᾳ ῼ ς Σ Кириллица ё й Ѣ Հայերեն ქართული Ⴀ ᲐᲑ Ꭰꭰ", "०१२ ４５６ ௧௨ 𝟎𝟗𝟘 ½ ⅓ ² ³ ¹ Ⅷ ⅷ ① ㊿ 𐄇 1234567890 "
            + "3.14e-10 0xFF 1,000,000",
        "😀😁 👍🏽 👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇫🇷🇯 #️⃣ 1️⃣ ❤️ ☺ ☺︎ 🫠🫨 "
            + "🏴\U000E0067\U000E0062\U000E007F", "𝔘𝕟𝒾𝓬𝗼𝘥𝚎 𐐀𐐨 𐍈 𞤀𞤢 𑢠 𒀀 𓀀 🄰🅐🅰🆀 Ⓐⓐ",
        "\u200B\u200C\u200D\u2060\uFEFF \u00AD "
            + "a\u200Db\u200Cc\u180Ed", "\u00A0\u1680\u2000\u2003\u2028\u2029\u202F\u205F\u3000\u0085\v\f\u001C\u001F",
        "\u0001\u0002\u0007\b\u001B[0m\u007F\u0080\u009F",
        "\uD7FF\uE000\uF8FF\uFDD0\uFFFE\uFFFF\U00010000\U0001FFFE\U0010FFFF", "x\uD800y\uDC00z\uD83D",
        "if (x != null) { return x->y[0] * 2; } // a_b __c__ $d @e #f %g ^h "
            + "&i", "https://example.com/a?b=c&d=%20#e foo@bar.baz C:\\dir\\file.txt",
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ !a \"b $c -d .e/f",
        "<s></s><|endoftext|><pad><unk>[INST]<|im_start|>user\n<0x0A>▁▁Ġ", "$ € £ ¥ ₹ ₿ ∑ ≠ ⊂ → ⇒ █ ▓ ♔ ♥ ©®™",
    ];

    /// <summary>All texts, the same every time.</summary>
    internal static IReadOnlyList<string> All { get; } =
        [.. Written, .. Repeated(), Planes(), Categories(), .. Random()];

    private static IEnumerable<string> Repeated() =>
        from piece in new[] { " ", "\n", "\r\n", "a", "1", "!", "é", "中", "😀", "\u0301", "ab ", " \n" }
        from count in new[] { 2, 3, 7, 33, 400 }
        select $"x{string.Concat(Enumerable.Repeat(piece, count))}y";

    // Both ends of each of the 17 planes and some characters between.
    private static string Planes()
    {
        StringBuilder text = new();
        for (int plane = 0; plane <= 16; plane++)
        {
            foreach (int offset in new[]
            {
                0x0001,
                0x00E9,
                0x0301,
                0x1234,
                0x2345,
                0xA000,
                0xD000,
                0xF123,
                0xFFFD,
                0xFFFE,
                0xFFFF
            })
            {
                text.Append(new Rune((plane << 16) + offset)).Append(offset % 2 == 0 ? " " : "");
            }
        }

        return text.ToString();
    }

    // The first and the last character of every run of one category, so that no border of a category is missed.
    private static string Categories() => string.Concat(UnicodeRuns.All
        .Where(run => run.First > 0 && Rune.IsValid(run.First))
        .Select((run, index) => $"{new Rune(run.First)}{new Rune(run.Last)}{(index % 5 == 0 ? " " : "")}"));

    private static IEnumerable<string> Random()
    {
        ArbitraryText texts = new(seed: 17);
        return Enumerable.Range(0, Arbitrary).Select(_ => texts.Next());
    }
}
