using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Cuts a text into pieces, and may change their characters.</summary>
internal interface IPreTokenizer
{
    /// <summary>Cuts a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="pieces">Gets what it is cut into.</param>
    /// <param name="limits">How long the pieces may be, and how long the search for them may take.</param>
    void Split(TextPiece piece, List<TextPiece> pieces, EncodingLimits limits);

    /// <summary>Whether the piece that begins the text is cut in another way than the others.</summary>
    bool DependsOnStart => false;
}
