namespace FinerCut.Commands.Generate;

/// <summary>A text that a model wrote.</summary>
public sealed record GenerateResult
{
    /// <summary>Path of the graph file as given or found.</summary>
    public required string Model { get; init; }

    /// <summary>The prompt's token ids, special tokens included.</summary>
    public required IReadOnlyList<int> PromptIds { get; init; }

    /// <summary>The ids that were written, without the one that ends the text.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>Their text.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ends.</summary>
    public required StopReason Stop { get; init; }

    /// <summary>Time to read the prompt, in seconds.</summary>
    public required double PromptSeconds { get; init; }

    /// <summary>Tokens per second after the first, one at a time; null where there was no second.</summary>
    public required double? TokensPerSecond { get; init; }

    /// <summary>Bytes of the caches and other states at the end.</summary>
    public required long CacheBytes { get; init; }

    /// <summary>Bytes that one more token adds to them.</summary>
    public required long CacheBytesPerToken { get; init; }
}
