namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>An entry of a SentencePiece vocabulary; its place is its id.</summary>
/// <param name="Text">The text, with <c>▁</c> for a space.</param>
/// <param name="Score">What merges first, or a log-probability.</param>
/// <param name="Kind">What it is for.</param>
internal readonly record struct SentencePieceToken(string Text, float Score, SentencePieceTokenKind Kind);
