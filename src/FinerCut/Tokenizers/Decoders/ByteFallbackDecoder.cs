using System.Text;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Reads runs of tokens such as <c>&lt;0x0A&gt;</c> as UTF-8; of a run that is not valid, every byte becomes
/// U+FFFD.</summary>
internal sealed class ByteFallbackDecoder : ITokenDecoder
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits)
    {
        List<string> decoded = new(tokens.Count);
        List<byte> run = [];
        foreach (string token in tokens)
        {
            if (ByteToken.TryRead(token, out byte value))
            {
                run.Add(value);
                continue;
            }

            Flush(run, decoded);
            decoded.Add(token);
        }

        Flush(run, decoded);
        return decoded;
    }

    public byte[] BytesOf(string token, EncodingLimits limits) =>
        ByteToken.TryRead(token, out byte value) ? [value] : Encoding.UTF8.GetBytes(token);

    private static void Flush(List<byte> run, List<string> decoded)
    {
        if (run.Count == 0)
        {
            return;
        }

        try
        {
            decoded.Add(Strict.GetString([.. run]));
        }
        catch (DecoderFallbackException)
        {
            decoded.AddRange(Enumerable.Repeat("\uFFFD", run.Count));
        }

        run.Clear();
    }
}
