using System.Text;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>A step from tokens to text.</summary>
internal interface ITokenDecoder
{
    /// <summary>Changes the tokens of a sequence; those of the last step, put together, are the text.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="limits">How long the text may be.</param>
    IReadOnlyList<string> Decode(IReadOnlyList<string> tokens, EncodingLimits limits);

    /// <summary>Gives the UTF-8 bytes, perhaps of a part of a character, that a token stands for between other
    /// tokens.</summary>
    /// <param name="token">The token.</param>
    /// <param name="limits">How long the text may be.</param>
    byte[] BytesOf(string token, EncodingLimits limits) =>
        Encoding.UTF8.GetBytes(string.Concat(Decode([token], limits)));
}
