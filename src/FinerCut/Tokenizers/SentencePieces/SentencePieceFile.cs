namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>What stands in a <c>tokenizer.model</c> of SentencePiece; defaults are those of the format.</summary>
internal sealed class SentencePieceFile
{
    /// <summary>Path of the file, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The vocabulary in the order of ids.</summary>
    public List<SentencePieceToken> Pieces { get; } = [];

    /// <summary>How text is cut.</summary>
    public SentencePieceKind Kind { get; set; } = SentencePieceKind.Unigram;

    /// <summary>Whether unknown characters become tokens of their bytes.</summary>
    public bool HasByteFallback { get; set; }

    /// <summary>Whether spaces end pieces instead of beginning them.</summary>
    public bool HasSpaceAsSuffix { get; set; }

    /// <summary>Whether the text is normalized by a table of characters.</summary>
    public bool HasCharacterMap { get; set; }

    /// <summary>Whether a space is put before the text.</summary>
    public bool AddsDummyPrefix { get; set; } = true;

    /// <summary>Whether spaces at the ends and repeated ones are removed.</summary>
    public bool RemovesExtraSpaces { get; set; } = true;

    /// <summary>Whether spaces are written as <c>▁</c>.</summary>
    public bool EscapesSpaces { get; set; } = true;
}
