using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Generation;

/// <summary>What a model writes, always the likeliest token.</summary>
public sealed record GenerationScore
{
    /// <summary>Texts that were begun.</summary>
    public required int Prompts { get; init; }

    /// <summary>Tokens before each text.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>The most tokens of each text.</summary>
    public required int NewTokens { get; init; }

    /// <summary>Share of a text's 4-grams that stand in it before; null where no text has 4 tokens.</summary>
    public required Estimate? Repeated { get; init; }

    /// <summary>Different tokens of all texts, divided by all their tokens.</summary>
    public required double? DistinctTokens { get; init; }

    /// <summary>The same of pairs of tokens.</summary>
    public required double? DistinctPairs { get; init; }

    /// <summary>The texts; none where the model has no tokenizer that can be used.</summary>
    public IReadOnlyList<PromptedText> Texts { get; init; } = [];

    /// <summary>How the texts compare with those of the dense model; null for the dense model itself.</summary>
    public GenerationAgreement? Agreement { get; init; }
}
