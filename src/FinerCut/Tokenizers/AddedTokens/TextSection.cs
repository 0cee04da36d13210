namespace FinerCut.Tokenizers.AddedTokens;

/// <summary>A part of a text: an added token, or what stands between two of them.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsAtStart">Whether it begins where the whole text begins.</param>
/// <param name="TokenId">The id of the added token, or null for text that is still to be tokenised.</param>
internal readonly record struct TextSection(string Text, bool IsAtStart, int? TokenId);
