using System.Globalization;
using System.Text;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Characters of the basic plane that stand for code points outside it, so that a .NET expression sees one unit for each.</summary>
/// <remarks>Each has the category of what it stands for, and is none that the expression names.</remarks>
internal sealed class StandIns
{
    private const char AlphabeticSymbol = '\u24B6';

    // Categories that no code point outside the basic plane has.
    private static readonly UnicodeCategory[] BasicPlaneOnly =
    [
        UnicodeCategory.Control, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator, UnicodeCategory.SpaceSeparator,
        UnicodeCategory.TitlecaseLetter, UnicodeCategory.EnclosingMark, UnicodeCategory.Surrogate,
    ];

    private static readonly Lazy<ILookup<UnicodeCategory, char>> ByCategory = new(
        () => Enumerable.Range(0x80, 0xFFFF - 0x80).Select(value => (char)value).Where(character => !char.IsSurrogate(character))
            .ToLookup(CharUnicodeInfo.GetUnicodeCategory));

    private readonly Dictionary<UnicodeCategory, char> _standIns;

    private StandIns(Dictionary<UnicodeCategory, char> standIns) => _standIns = standIns;

    /// <summary>Chooses stand-ins.</summary>
    /// <param name="isNamed">Says whether an expression names a character itself, alone or in a range.</param>
    /// <returns>The stand-ins, or null when the expression names all characters of a category.</returns>
    internal static StandIns? Choose(Func<char, bool> isNamed)
    {
        Dictionary<UnicodeCategory, char> chosen = [];
        foreach (IGrouping<UnicodeCategory, char> category in ByCategory.Value.ExceptBy(BasicPlaneOnly, category => category.Key))
        {
            char standIn = category.FirstOrDefault(character => !isNamed(character) && !CodePoints.IsAlphabeticSymbol(character));
            if (standIn == default)
            {
                return null;
            }

            chosen.Add(category.Key, standIn);
        }

        return isNamed(AlphabeticSymbol) ? null : new StandIns(chosen);
    }

    /// <summary>Writes a text with one unit for each code point.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <returns>The text, and for each of its indices, the end included, the index in the original.</returns>
    internal (string Text, int[] Offsets) Narrow(string text)
    {
        StringBuilder narrow = new(text.Length);
        List<int> offsets = new(text.Length + 1);
        int offset = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            narrow.Append(rune.IsBmp ? (char)rune.Value : StandInFor(rune));
            offsets.Add(offset);
            offset += rune.Utf16SequenceLength;
        }

        offsets.Add(offset);
        return (narrow.ToString(), [.. offsets]);
    }

    private char StandInFor(Rune rune) =>
        CodePoints.IsAlphabeticSymbol(rune.Value) ? AlphabeticSymbol : _standIns[Rune.GetUnicodeCategory(rune)];
}
