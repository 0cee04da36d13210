using System.Text;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Reads letters as bytes, and the bytes of all tokens together as UTF-8.</summary>
internal sealed class ByteLevelDecoder : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits)
    {
        List<byte> bytes = [];
        foreach (string token in tokens)
        {
            ByteLetters.Decode(token, bytes);
        }

        return [Encoding.UTF8.GetString([.. bytes])];
    }

    public byte[] BytesOf(string token, EncodingLimits limits)
    {
        List<byte> bytes = [];
        ByteLetters.Decode(token, bytes);
        return [.. bytes];
    }
}
