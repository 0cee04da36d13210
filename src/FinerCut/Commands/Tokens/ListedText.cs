namespace FinerCut.Commands.Tokens;

/// <summary>A text to list the tokens of, or its tokens themselves; one of the two is there.</summary>
/// <param name="Line">1-based line of a <c>.jsonl</c> file; null for a file that is one text.</param>
/// <param name="Text">The text.</param>
/// <param name="Ids">The token ids of an array.</param>
internal sealed record ListedText(long? Line, string? Text, IReadOnlyList<int>? Ids);
