namespace FinerCut.Commands.Tokens;

/// <summary>The tokens of one text.</summary>
/// <param name="Line">1-based line of a <c>.jsonl</c> file; null for a file that is one text.</param>
/// <param name="Ids">The token ids in their order.</param>
/// <param name="Pieces">The same with what they stand for; looked up when it is enumerated.</param>
public sealed record TokenListing(long? Line, IReadOnlyList<int> Ids, IEnumerable<ListedToken> Pieces);
