namespace FinerCut.Calibration.Tokenizers.PreTokenizers;

/// <summary>Cuts a text into pieces, and may change their characters.</summary>
internal interface IPreTokenizer
{
    /// <summary>Cuts a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="pieces">Gets what it is cut into.</param>
    void Split(TextPiece piece, List<TextPiece> pieces);
}
