namespace FinerCut.Commands.Tokens;

/// <summary>A token and what it stands for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">The token as it stands in the vocabulary, such as <c>Ġworld</c>; null where no token has the
/// id.</param>
/// <param name="Bytes">The UTF-8 bytes that it adds to a text between other tokens; a token may hold half of a
/// character.</param>
public readonly record struct ListedToken(int Id, string? Token, ReadOnlyMemory<byte> Bytes);
