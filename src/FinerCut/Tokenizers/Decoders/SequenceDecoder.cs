using System.Text;
using System.Text.Unicode;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Several decoders, one after the other.</summary>
internal sealed class SequenceDecoder(IReadOnlyList<ITokenDecoder> decoders) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits) =>
        decoders.Aggregate(tokens, (current, decoder) => decoder.Decode(current, limits));

    public byte[] BytesOf(string token, EncodingLimits limits)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(token);
        foreach (ITokenDecoder decoder in decoders)
        {
            bytes = decoder.BytesOf(Encoding.UTF8.GetString(bytes), limits);
            if (!Utf8.IsValid(bytes))
            {
                return bytes;
            }
        }

        return bytes;
    }
}
