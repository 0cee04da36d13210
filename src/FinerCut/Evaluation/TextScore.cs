using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation;

/// <summary>How well a model predicts a text.</summary>
public sealed record TextScore
{
    /// <summary>What results call the text: its file's name without the last extension, or <c>built-in</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Perplexity by the protocol of the run; not finite where the model's logits are no numbers.</summary>
    public required Estimate Perplexity { get; init; }

    /// <summary>Windows that were read.</summary>
    public required long Windows { get; init; }

    /// <summary>Windows that the text has.</summary>
    public required long AllWindows { get; init; }

    /// <summary>Tokens whose prediction counts.</summary>
    public required long Predictions { get; init; }

    /// <summary>How the predictions differ from those of the dense model; null without one.</summary>
    public TextComparison? Comparison { get; init; }
}
