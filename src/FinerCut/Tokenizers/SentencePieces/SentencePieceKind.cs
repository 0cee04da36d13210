namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>How a SentencePiece model cuts text; the values are those of the file.</summary>
internal enum SentencePieceKind
{
    /// <summary>The most probable pieces.</summary>
    Unigram = 1,

    /// <summary>By merging.</summary>
    Bpe = 2,

    /// <summary>At spaces.</summary>
    Word = 3,

    /// <summary>Into characters.</summary>
    Char = 4,
}
