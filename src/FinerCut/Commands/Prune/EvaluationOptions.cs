using FinerCut.Evaluation;

namespace FinerCut.Commands.Prune;

/// <summary>What perplexity a run measures before it writes, and how far perplexity may rise.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Texts or token ids to measure on: files (<c>.txt</c>, <c>.md</c>, <c>.jsonl</c>, <c>.npy</c>), globs,
    /// and <c>-</c> for standard input. Empty for <c>held-out.txt</c> beside the model, or without such a file for the
    /// built-in text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>How far perplexity may rise on any of the texts; null to allow all and to warn above
    /// <see cref="PerplexityLimit.Warning"/>.</summary>
    public PerplexityLimit? MaxIncrease { get; init; }

    /// <summary>Whether something else than a text or a limit needs the numbers.</summary>
    internal bool IsAskedFor { get; init; }

    /// <summary>Told what was found where perplexity rises beyond <see cref="MaxIncrease"/>, before the run fails:
    /// nothing is written then. Null to tell nobody.</summary>
    public Action<PruneResult>? Refused { get; init; }

    /// <summary>Whether a run that cannot measure fails.</summary>
    internal bool IsRequired => Texts.Count > 0 || MaxIncrease is not null || IsAskedFor;
}
