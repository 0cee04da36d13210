using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tasks;

/// <summary>How well a model does a task.</summary>
public sealed record TaskScore
{
    /// <summary>What results call the task: its file's name without the last extension.</summary>
    public required string Name { get; init; }

    /// <summary>Share of the items whose right choice is the likeliest, from 0 to 1; without choices, of those whose
    /// continuation the model would write itself.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>The same where the logarithm of a choice's probability is divided by its characters, without its
    /// leading blank; null without choices.</summary>
    public Estimate? NormalizedAccuracy { get; init; }

    /// <summary>Perplexity of the continuations, each taken as one; null with choices.</summary>
    public Estimate? Perplexity { get; init; }

    /// <summary>Items that were scored.</summary>
    public required long Items { get; init; }

    /// <summary>Items that the file has.</summary>
    public required long AllItems { get; init; }
}
