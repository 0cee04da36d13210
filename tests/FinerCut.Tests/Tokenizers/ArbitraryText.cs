using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Texts of any characters, the same for the same seed.</summary>
[SuppressMessage("Security", "CA5394", Justification = "no secret: the same texts every time are the point")]
internal sealed class ArbitraryText(int seed)
{
    private static readonly string[] Pieces =
    [
        "the", " quick", "'s", "'LL", "don't", "\n", "\r\n", "\t", "  ", " \n ", "\u00A0", "\u3000", "\u2028", "\u200B",
        "\0", "\e[0m", "\u0085",
        "é", "e\u0301", "\u0301", "ÅÅ", "ﬁ", "ß", "İ", "ſ", "\u1100\u1161\u11A8", "각", "你好", "世界", "カタカナ", "कि", "ที่",
        "שלום", "مرحبا",
        "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "𝟗", "𐍈", "½", "Ⅷ", "１２３", "1234567", "3.14", "--", "//", "…",
        "\uFFFD", "\uFFFF", "\uFEFF", "\uE000",
        "\U0010FFFD", "<s>", "</s>", "<|endoftext", "▁", "Ġ", "<0x0A>", "\\u0041", "a", "a", "a",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next text, of up to 40 parts; it may hold half of a surrogate pair.</summary>
    internal string Next()
    {
        StringBuilder text = new();
        for (int parts = _random.Next(40); parts > 0; parts--)
        {
            text.Append(NextPart());
        }

        return text.ToString();
    }

    private string NextPart() => _random.Next(10) switch
    {
        0 => new Rune(NextScalar(0x110000)).ToString(),
        1 => new Rune(NextScalar(0x10000)).ToString(),
        2 => ((char)_random.Next(0x80)).ToString(),
        3 when _random.Next(4) == 0 => ((char)_random.Next(0xD800, 0xE000)).ToString(),
        4 when _random.Next(8) == 0 =>
            string.Concat(Enumerable.Repeat(Pieces[_random.Next(Pieces.Length)], _random.Next(300))),
        _ => Pieces[_random.Next(Pieces.Length)],
    };

    private int NextScalar(int end)
    {
        int value = _random.Next(end);
        return Rune.IsValid(value) ? value : 'x';
    }
}
