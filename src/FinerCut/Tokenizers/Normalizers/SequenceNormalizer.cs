using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Several normalizers, one after the other.</summary>
internal sealed class SequenceNormalizer(IReadOnlyList<ITextNormalizer> normalizers) : ITextNormalizer
{
    public bool MayDropStart => normalizers.Any(normalizer => normalizer.MayDropStart);

    public string Normalize(string text, EncodingLimits limits) =>
        normalizers.Aggregate(text, (current, normalizer) => normalizer.Normalize(current, limits));
}
