using System.Text;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Writes Metaspace's character as a space, and leaves it out of the first token when it had been put
/// there.</summary>
internal sealed class MetaspaceDecoder(string replacement, bool dropsFirst) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits) =>
        [.. tokens.Select((
            token,
            index) => token.Replace(replacement, index == 0 && dropsFirst ? "" : " ", StringComparison.Ordinal))];

    public byte[] BytesOf(string token, EncodingLimits limits) =>
        Encoding.UTF8.GetBytes(token.Replace(replacement, " ", StringComparison.Ordinal));
}
