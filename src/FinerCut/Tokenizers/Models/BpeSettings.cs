namespace FinerCut.Tokenizers.Models;

/// <summary>What a byte-pair encoding model is made of.</summary>
/// <param name="File">The file it was read from, for messages.</param>
/// <param name="Vocabulary">The id of each token, each id once.</param>
/// <param name="Merges">Pairs of tokens, those that merge first in front.</param>
internal sealed record BpeSettings(
    string File,
    IReadOnlyDictionary<string, int> Vocabulary,
    IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <summary>The token for characters that the vocabulary does not hold; they are dropped without one.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Whether neighbouring unknown characters become one unknown token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Whether unknown characters become tokens of their bytes, where the vocabulary holds all of
    /// them.</summary>
    public bool HasByteFallback { get; init; }

    /// <summary>Whether a piece that is a token as a whole is taken as it is.</summary>
    public bool IgnoresMerges { get; init; }
}
