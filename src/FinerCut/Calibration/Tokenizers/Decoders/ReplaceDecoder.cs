using FinerCut.Calibration.Tokenizers.Patterns;

namespace FinerCut.Calibration.Tokenizers.Decoders;

/// <summary>Puts another text where a pattern matches in a token.</summary>
internal sealed class ReplaceDecoder(ITextPattern pattern, string content) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens) => [.. tokens.Select(token => pattern.Replace(token, content))];
}
