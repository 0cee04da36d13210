namespace FinerCut.Tokenizers.Models;

/// <summary>What a Unigram model is made of.</summary>
/// <param name="File">The file it was read from, for messages.</param>
/// <param name="Pieces">The tokens in the order of ids, each with the logarithm of its probability.</param>
/// <param name="UnknownId">The id of the token for characters that the vocabulary does not hold.</param>
internal sealed record UnigramSettings(string File, IReadOnlyList<(string Text, double Score)> Pieces, int UnknownId)
{
    /// <summary>Whether unknown characters become tokens of their bytes, where the vocabulary holds all of
    /// them.</summary>
    public bool HasByteFallback { get; init; }

    /// <summary>Tokens that no text becomes.</summary>
    public IReadOnlySet<int> HiddenIds { get; init; } = new HashSet<int>();
}
