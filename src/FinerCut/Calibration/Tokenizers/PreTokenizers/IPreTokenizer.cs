namespace FinerCut.Calibration.Tokenizers.PreTokenizers;

/// <summary>Cuts a text into pieces, and may change their characters.</summary>
internal interface IPreTokenizer
{
    /// <summary>Cuts a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="pieces">Gets what it is cut into.</param>
    void Split(TextPiece piece, List<TextPiece> pieces);

    /// <summary>Whether the piece that begins the text is cut in another way than the others.</summary>
    bool DependsOnStart => false;
}
