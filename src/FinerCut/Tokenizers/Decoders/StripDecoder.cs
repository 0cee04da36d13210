using System.Text;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Takes up to so many of a character off the ends of every token.</summary>
internal sealed class StripDecoder(string character, int start, int stop) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits) =>
        [.. tokens.Select(Strip)];

    // What it strips stands at the ends of a text where all tokens were put together before.
    public byte[] BytesOf(string token, EncodingLimits limits) => Encoding.UTF8.GetBytes(token);

    private string Strip(string token)
    {
        ReadOnlySpan<char> rest = token;
        for (int taken = 0; taken < start && rest.StartsWith(character, StringComparison.Ordinal); taken++)
        {
            rest = rest[character.Length..];
        }

        for (int taken = 0; taken < stop && rest.EndsWith(character, StringComparison.Ordinal); taken++)
        {
            rest = rest[..^character.Length];
        }

        return rest.Length == token.Length ? token : rest.ToString();
    }
}
