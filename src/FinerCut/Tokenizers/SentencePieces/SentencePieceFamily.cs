namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>What the Hugging Face library makes of a SentencePiece model, by the class of its tokenizer.</summary>
internal enum SentencePieceFamily
{
    /// <summary>No class is named: as SentencePiece itself.</summary>
    Plain,

    /// <summary>Llama 1 and 2, Mistral, Phi-3 and all that borrow their class.</summary>
    Llama,

    /// <summary>Gemma: no space in front, and a tab for its byte.</summary>
    Gemma,
}
