namespace FinerCut.Tokenizers.AddedTokens;

/// <summary>A token that is found in the text as it stands, before the model sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Found only where no word character touches it.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Takes the white space before it along.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Takes the white space after it along.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Looked for in its normalized form, in the normalized text.</summary>
    public bool IsNormalized { get; init; }
}
