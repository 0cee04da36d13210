namespace FinerCut.Calibration;

/// <summary>Which calibration set to load.</summary>
internal sealed record CalibrationRequest
{
    /// <summary>A <c>.txt</c> or <c>.jsonl</c> file; null for the built-in text.</summary>
    public string? Path { get; init; }

    /// <summary>Rows wanted, at least 1.</summary>
    public required int Samples { get; init; }

    /// <summary>Tokens in each row, at least 2.</summary>
    public required int SampleTokens { get; init; }

    /// <summary>Turns text into token ids and adds no special tokens; null where the model has no tokenizer.</summary>
    public Func<string, IReadOnlyList<int>>? Encoder { get; init; }

    /// <summary>Number of words that the model has logits for; null where its shape does not tell.</summary>
    public long? VocabularySize { get; init; }

    /// <summary>Told a sentence where there are fewer rows than wanted.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>What messages call the source.</summary>
    internal string Subject => Path is null ? "the built-in calibration text" : $"'{Path}'";

    /// <summary>Tokens in all rows together.</summary>
    internal long Tokens => (long)Samples * SampleTokens;

    /// <summary>Whether the model has an embedding for an id.</summary>
    internal bool Knows(long id) => id >= 0 && id < (VocabularySize ?? (1L + int.MaxValue));
}
