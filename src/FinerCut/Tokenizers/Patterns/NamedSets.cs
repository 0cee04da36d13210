namespace FinerCut.Tokenizers.Patterns;

/// <summary>The sets of characters that have a letter of their own, such as <c>\s</c>, as Oniguruma sees
/// them.</summary>
internal static class NamedSets
{
    private const string HexDigitWords = "0-9A-Fa-f";

    private static readonly string[] WordCategories = ["L", "M", "Nd", "Nl", "Pc"];

    private static readonly Lazy<CharacterSet> WordSet = new(FindWord);

    /// <summary>White space.</summary>
    internal static CharacterSet Space { get; } = CharacterSet.Named(
        CodePointSet.FromRanges(
        [
            (0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
            (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
        ]),
        @"\s");

    /// <summary>Decimal digits.</summary>
    internal static CharacterSet Digit => UnicodeProperties.Find("Nd");

    /// <summary>ASCII's hexadecimal digits.</summary>
    internal static CharacterSet HexDigit { get; } =
        CharacterSet.Named(CodePointSet.FromRanges([('0', '9'), ('A', 'F'), ('a', 'f')]), HexDigitWords);

    /// <summary>All but the line feed.</summary>
    internal static CharacterSet NoLineFeed { get; } = CharacterSet.FromCodePoints('\n', '\n').Invert();

    /// <summary>Characters that end a line, a carriage return with a line feed apart.</summary>
    internal static CharacterSet LineBreak { get; } =
        CharacterSet.FromCodePoints(CodePointSet.FromRanges([('\n', '\r'), (0x85, 0x85), (0x2028, 0x2029)]));

    /// <summary>All characters.</summary>
    internal static CharacterSet Any { get; } = CharacterSet.FromCodePoints(CodePointSet.Empty).Invert();

    /// <summary>Characters of words, as they are inside of brackets: alphabetic, mark, decimal digit or
    /// connector.</summary>
    internal static CharacterSet Word => WordSet.Value;

    /// <summary>Characters of words, as they are outside of brackets: with Latin-1's fractions and superscript
    /// digits.</summary>
    internal static CharacterSet WordOutside { get; } = CharacterSet.Union(
        [Word, CharacterSet.FromCodePoints(CodePointSet.FromRanges([(0xB2, 0xB3), (0xB9, 0xB9), (0xBC, 0xBE)]))]);

    private static CharacterSet FindWord()
    {
        CharacterSet[] categories = [.. WordCategories.Select(UnicodeProperties.Find)];
        return CharacterSet.Union(
            [.. categories, CharacterSet.FromCodePoints(CodePointSet.FromRanges(CodePoints.AlphabeticSymbols))]);
    }
}
