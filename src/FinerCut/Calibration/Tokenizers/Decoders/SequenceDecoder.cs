using System.Text;
using System.Text.Unicode;

namespace FinerCut.Calibration.Tokenizers.Decoders;

/// <summary>Several decoders, one after the other.</summary>
internal sealed class SequenceDecoder(IReadOnlyList<ITokenDecoder> decoders) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens) =>
        decoders.Aggregate(tokens, (current, decoder) => decoder.Decode(current));

    public byte[] BytesOf(string token)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(token);
        foreach (ITokenDecoder decoder in decoders)
        {
            bytes = decoder.BytesOf(Encoding.UTF8.GetString(bytes));
            if (!Utf8.IsValid(bytes))
            {
                return bytes;
            }
        }

        return bytes;
    }
}
