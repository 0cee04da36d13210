namespace FinerCut.Tokenizers.Files;

/// <summary>What <c>tokenizer_config.json</c> says beside a vocabulary; null where it says nothing.</summary>
internal sealed record TokenizerConfiguration
{
    /// <summary>Name of the file, for messages; it may be missing.</summary>
    public required string File { get; init; }

    /// <summary>The class of the Hugging Face library, such as <c>LlamaTokenizer</c>.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a token begins each sequence.</summary>
    public bool? AddsBeginning { get; init; }

    /// <summary>Whether a token ends each sequence.</summary>
    public bool? AddsEnd { get; init; }

    /// <summary>Whether a text that begins without a space gets one.</summary>
    public bool? AddsPrefixSpace { get; init; }

    /// <summary>Whether added tokens change what stands behind them, as in the first versions.</summary>
    public bool? IsLegacy { get; init; }

    /// <summary>The token that begins a sequence.</summary>
    public string? Beginning { get; init; }

    /// <summary>The token that ends a sequence.</summary>
    public string? End { get; init; }
}
