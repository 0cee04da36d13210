using FinerCut.Calibration.Tokenizers.Patterns;

namespace FinerCut.Calibration.Tokenizers.Normalizers;

/// <summary>Puts another text where a pattern matches.</summary>
internal sealed class ReplaceNormalizer(ITextPattern pattern, string content) : ITextNormalizer
{
    public string Normalize(string text) => pattern.Replace(text, content);
}
