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
        string normalized = text.Contains(Noncharacter, StringComparison.Ordinal)
            ? string.Join(Noncharacter, text.Split(Noncharacter).Select(part => part.Normalize(form)))
            : text.Normalize(form);
        limits.RequireLength(normalized.Length);
        return normalized;
    }
}
