using System.Text;

namespace FinerCut.Calibration.Tokenizers.Decoders;

/// <summary>A step from tokens to text.</summary>
internal interface ITokenDecoder
{
    /// <summary>Changes the tokens of a sequence; those of the last step, put together, are the text.</summary>
    IReadOnlyList<string> Decode(IReadOnlyList<string> tokens);

    /// <summary>Gives the UTF-8 bytes, perhaps of a part of a character, that a token stands for between other tokens.</summary>
    byte[] BytesOf(string token) => Encoding.UTF8.GetBytes(string.Concat(Decode([token])));
}
