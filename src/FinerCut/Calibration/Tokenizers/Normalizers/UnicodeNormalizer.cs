using System.Text;
using FinerCut.Calibration.Tokenizers.Limits;

namespace FinerCut.Calibration.Tokenizers.Normalizers;

/// <summary>Unicode normalization: NFC, NFD, NFKC or NFKD.</summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : ITextNormalizer
{
    // .NET refuses this noncharacter, which normalization leaves alone and which composes with nothing.
    private const char Noncharacter = '\uFFFE';

    /// <summary>Whether this process can normalize; in globalization-invariant mode .NET returns the text unchanged.</summary>
    internal static bool IsAvailable => "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";

    public string Normalize(string text, EncodingLimits limits)
    {
        string normalized = YoungCharacters.MayBeIn(text) || text.Contains(Noncharacter, StringComparison.Ordinal)
            ? NormalizeParts(text)
            : text.Normalize(form);
        limits.RequireLength(normalized.Length);
        return normalized;
    }

    private string NormalizeParts(string text)
    {
        StringBuilder normalized = new(text.Length);
        int start = 0;
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int end = index + rune.Utf16SequenceLength;
            if (rune.Value == Noncharacter || YoungCharacters.Contains(rune))
            {
                normalized.Append(text[start..index].Normalize(form)).Append(text, index, end - index);
                start = end;
            }

            index = end;
        }

        return normalized.Append(text[start..].Normalize(form)).ToString();
    }
}
