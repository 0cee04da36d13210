namespace FinerCut.Calibration.Tokenizers.Decoders;

/// <summary>A step from tokens to text.</summary>
internal interface ITokenDecoder
{
    /// <summary>Changes the tokens of a sequence; those of the last step, put together, are the text.</summary>
    IReadOnlyList<string> Decode(IReadOnlyList<string> tokens);
}
