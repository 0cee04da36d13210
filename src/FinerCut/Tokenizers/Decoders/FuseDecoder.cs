using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Puts all tokens together into one.</summary>
internal sealed class FuseDecoder : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits) => [string.Concat(tokens)];
}
