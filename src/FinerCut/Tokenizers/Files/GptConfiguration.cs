using FinerCut.Tokenizers.AddedTokens;

namespace FinerCut.Tokenizers.Files;

/// <summary>What stands beside a vocabulary and its merges.</summary>
/// <param name="AddedTokens">Tokens that are found in the text as they stand.</param>
internal sealed record GptConfiguration(IReadOnlyList<AddedToken> AddedTokens)
{
    /// <summary>Whether a text that begins without a space gets one.</summary>
    public bool AddsPrefixSpace { get; init; }

    /// <summary>The id of the token that begins a sequence, if one is to be added.</summary>
    public int? BeginningId { get; init; }
}
