using System.Text;
using FinerCut.Tokenizers.Characters;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Writes every character in lower case, each for itself.</summary>
internal sealed class LowercaseNormalizer : ITextNormalizer
{
    public string Normalize(string text, EncodingLimits limits)
    {
        StringBuilder lower = new(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!CharacterTable.Library.LowerCases.TryGetValue(rune.Value, out int[]? points))
            {
                lower.Append(units[..rune.EncodeToUtf16(units)]);
                continue;
            }

            foreach (int point in points)
            {
                lower.Append(units[..new Rune(point).EncodeToUtf16(units)]);
            }
        }

        limits.RequireLength(lower.Length);
        return lower.ToString();
    }
}
