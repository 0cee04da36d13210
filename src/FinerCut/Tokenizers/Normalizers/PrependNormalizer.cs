using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Puts a text before every text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : ITextNormalizer
{
    public string Normalize(string text, EncodingLimits limits)
    {
        limits.RequireLength((long)prefix.Length + text.Length);
        return text.Length == 0 ? text : prefix + text;
    }
}
