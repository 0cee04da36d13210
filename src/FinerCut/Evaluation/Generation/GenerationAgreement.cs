using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Generation;

/// <summary>How far a pruned model would write what the dense one writes.</summary>
public sealed record GenerationAgreement
{
    /// <summary>Share of the tokens of the dense model's texts that the pruned one would have written there.</summary>
    public required Estimate SameTokens { get; init; }

    /// <summary>Tokens that both texts begin with in common, in the prompt with most of them.</summary>
    public required int LongestCommon { get; init; }

    /// <summary>The same, mean over the prompts.</summary>
    public required Estimate MeanCommon { get; init; }

    /// <summary>The pruned model as draft model of the dense one.</summary>
    public required DraftScore Draft { get; init; }
}
