namespace FinerCut.Tokenizers.Characters;

/// <summary>Syllables of Hangul, which are composed by calculation.</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

    /// <summary>All syllables, ends included.</summary>
    internal static (int First, int Last) Syllables => (FirstSyllable, FirstSyllable + SyllableCount - 1);

    /// <summary>Vowels and trailing consonants, which may compose with what is before them, ends included.</summary>
    internal static IReadOnlyList<(int First, int Last)> Followers { get; } =
    [
        (FirstVowel, FirstVowel + VowelCount - 1), (BeforeTrailing + 1, BeforeTrailing + TrailingCount - 1),
    ];

    /// <summary>Says whether a code point is a syllable.</summary>
    internal static bool IsSyllable(int point) => IsBelow(point - FirstSyllable, SyllableCount);

    /// <summary>Gives the leading consonant, the vowel and the trailing consonant of a syllable.</summary>
    /// <returns>The three, the last one null where the syllable has none.</returns>
    internal static (int Leading, int Vowel, int? Trailing) Decompose(int syllable)
    {
        (int pair, int trailing) = Math.DivRem(syllable - FirstSyllable, TrailingCount);
        (int leading, int vowel) = Math.DivRem(pair, VowelCount);
        return (FirstLeading + leading, FirstVowel + vowel, trailing == 0 ? null : BeforeTrailing + trailing);
    }

    /// <summary>Gives the syllable that two code points compose to, or null.</summary>
    internal static int? Compose(int first, int second)
    {
        if (IsBelow(first - FirstLeading, LeadingCount) && IsBelow(second - FirstVowel, VowelCount))
        {
            return FirstSyllable + ((first - FirstLeading) * VowelCount + second - FirstVowel) * TrailingCount;
        }

        int trailing = second - BeforeTrailing;
        return IsSyllable(first) && (first - FirstSyllable) % TrailingCount == 0 && trailing > 0
            && trailing < TrailingCount ? first + trailing : null;
    }

    private static bool IsBelow(int index, int count) => (uint)index < (uint)count;
}
