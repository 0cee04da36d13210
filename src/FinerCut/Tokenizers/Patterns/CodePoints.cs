using System.Globalization;
using System.Text;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Classes of code points, as the regular expressions of the Hugging Face library see them.</summary>
internal static class CodePoints
{
    /// <summary>The first alphabetic symbol.</summary>
    internal const char AlphabeticSymbol = '\u24B6';

    /// <summary>Symbols that are alphabetic, ends included: letters in circles and squares.</summary>
    internal static IReadOnlyList<(int First, int Last)> AlphabeticSymbols { get; } =
        [(AlphabeticSymbol, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)];

    /// <summary>Says whether <c>\w</c> matches: alphabetic, mark, decimal digit, connector or joiner.</summary>
    internal static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation =>
            true,
        UnicodeCategory.OtherSymbol => IsAlphabeticSymbol(rune.Value),
        UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
        _ => false,
    };

    /// <summary>Says whether a code point is a symbol and yet alphabetic: letters in circles and squares.</summary>
    internal static bool IsAlphabeticSymbol(int value) =>
        AlphabeticSymbols.Any(range => range.First <= value && value <= range.Last);

    /// <summary>Says whether a code point is of a number category (Nd, Nl or No).</summary>
    internal static bool IsNumeric(Rune rune) => Rune.IsNumber(rune);
}
