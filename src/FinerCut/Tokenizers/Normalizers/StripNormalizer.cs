using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : ITextNormalizer
{
    public bool MayDropStart => left;

    public string Normalize(string text, EncodingLimits limits)
    {
        string stripped = left ? text.TrimStart() : text;
        return right ? stripped.TrimEnd() : stripped;
    }
}
