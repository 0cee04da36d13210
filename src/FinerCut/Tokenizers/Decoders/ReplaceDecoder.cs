using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Puts another text where a pattern matches in a token.</summary>
internal sealed class ReplaceDecoder(ITextPattern pattern, string content) : ITokenDecoder
{
    public IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits)
    {
        List<string> replaced = new(tokens.Count);
        long length = 0;
        foreach (string token in tokens)
        {
            replaced.Add(pattern.Replace(token, content, limits));
            length += replaced[^1].Length;
            limits.RequireLength(length);
        }

        return replaced;
    }
}
