using System.Text;
using FinerCut.Calibration.Tokenizers.Limits;

namespace FinerCut.Calibration.Tokenizers.Normalizers;

/// <summary>Writes every character in lower case, each for itself.</summary>
internal sealed class LowercaseNormalizer : ITextNormalizer
{
    private const string CapitalIWithDot = "\u0130";

    // The one character whose lower case has two code points; .NET leaves it alone.
    private const string SmallIWithDot = "i\u0307";

    public string Normalize(string text, EncodingLimits limits)
    {
        StringBuilder lower = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            lower.Append(Rune.ToLowerInvariant(rune));
        }

        limits.RequireLength(lower.Replace(CapitalIWithDot, SmallIWithDot).Length);
        return lower.ToString();
    }
}
