namespace FinerCut.Tokenizers.Patterns;

/// <summary>Sets of characters where a pattern ignores case.</summary>
internal static class LetterCases
{
    private const char LongS = '\u017F';
    private const char KelvinSign = '\u212A';
    private const int CaseBit = 0x20;

    // Oniguruma also matches one ligature or sharp s against these pairs.
    private static readonly string[] Ligatures = ["ss", "ff", "fi", "fl", "st"];

    private static readonly Lazy<CodePointSet> CasedBeyondAscii = new(() => CodePointSet.FromRanges(
        UnicodeProperties.Find("LC").Points.Ranges
            .Concat(UnicodeProperties.Find("Nl").Points.Ranges)
            .Concat(CodePoints.AlphabeticSymbols)
            .Append((0x345, 0x345))).Intersect(CharacterSet.FromCodePoints(0, 0x7F).Points.Invert()));

    /// <summary>Refuses patterns with letters that one character stands for where case is ignored.</summary>
    internal static void RequireNoLigatures(string source)
    {
        if (Ligatures.Any(pair => source.Contains(pair, StringComparison.OrdinalIgnoreCase)))
        {
            throw new FormatException("letters where case is ignored that a ligature stands for, too");
        }
    }

    /// <summary>Adds the other case of ASCII's letters, and the two characters whose other case is one of
    /// them.</summary>
    /// <exception cref="FormatException">The set has letters with two cases beyond ASCII.</exception>
    internal static CharacterSet Fold(CharacterSet set)
    {
        RequireNoCase(set, "characters beyond ASCII where case is ignored");
        CodePointSet letters = set.Points.Intersect(CodePointSet.FromRanges([('A', 'Z'), ('a', 'z')]));
        List<(int, int)> others = [.. letters.Ranges.Select(range => (range.First ^ CaseBit, range.Last ^ CaseBit))];
        Add(others, set.Points.Contains('s') || set.Points.Contains('S'), LongS);
        Add(others, set.Points.Contains('k') || set.Points.Contains('K'), KelvinSign);
        return others.Count == 0
            ? set
            : CharacterSet.Union([set, CharacterSet.FromCodePoints(CodePointSet.FromRanges(others))]);
    }

    /// <summary>Refuses a set with letters that have two cases beyond ASCII.</summary>
    internal static void RequireNoCase(CharacterSet set, string finding)
    {
        if (set.Points.Intersect(CasedBeyondAscii.Value) is { IsEmpty: false })
        {
            throw new FormatException(finding);
        }
    }

    private static void Add(List<(int, int)> others, bool isNeeded, int character)
    {
        if (isNeeded)
        {
            others.Add((character, character));
        }
    }
}
