namespace FinerCut.Tokenizers.Tiktoken;

/// <summary>What a tiktoken file leaves to the program that reads it.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="RanksSha256">SHA-256 of the ranks in their order, in the form of the file: lower-case hexadecimal
/// digits.</param>
/// <param name="Pattern">How text is cut, in Oniguruma's words; null for GPT-2's way.</param>
/// <param name="SpecialTokens">The tokens that stand in no file.</param>
internal sealed record TiktokenFamily(
    string Name, string RanksSha256, string? Pattern, IReadOnlyDictionary<string, int> SpecialTokens)
{
    /// <summary>The token that begins each sequence, if one does.</summary>
    public string? Beginning { get; init; }

    /// <summary>Whether text is brought to NFC first.</summary>
    public bool Composes { get; init; }

    /// <summary>Classes of the Hugging Face library that a configuration may name.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}
