namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>A piece of text that no token reaches out of.</summary>
/// <param name="Text">The characters, at least one.</param>
/// <param name="IsAtStart">Whether it begins where the whole text begins.</param>
internal readonly record struct TextPiece(string Text, bool IsAtStart);
