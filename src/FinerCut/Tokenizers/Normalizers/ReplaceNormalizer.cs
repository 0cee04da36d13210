using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Puts another text where a pattern matches.</summary>
internal sealed class ReplaceNormalizer(ITextPattern pattern, string content) : ITextNormalizer
{
    public bool MayDropStart => content.Length == 0;

    public string Normalize(string text, EncodingLimits limits) => pattern.Replace(text, content, limits);
}
