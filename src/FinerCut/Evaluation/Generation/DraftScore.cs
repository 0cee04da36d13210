using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Generation;

/// <summary>What a pruned model would do as draft model of its dense parent in speculative decoding: the pruned one
/// writes some tokens, the dense one reads them at once, keeps those that it would have written itself, and adds one of
/// its own.</summary>
public sealed record DraftScore
{
    /// <summary>Tokens in a draft.</summary>
    public required int DraftTokens { get; init; }

    /// <summary>Share of drafted tokens that the dense model keeps, from 0 to 1.</summary>
    public required Estimate AcceptanceRate { get; init; }

    /// <summary>Tokens of a draft that it keeps, mean over the drafts.</summary>
    public required Estimate MeanAccepted { get; init; }

    /// <summary>How many times faster the dense model would write, by the times below; the error comes from the
    /// accepted tokens alone. Not a number where a time was not measured.</summary>
    public required Estimate Speedup { get; init; }

    /// <summary>Time of one token of the dense model, in milliseconds.</summary>
    public required double DenseStepMilliseconds { get; init; }

    /// <summary>Time of one token of the pruned model, in milliseconds.</summary>
    public required double DraftStepMilliseconds { get; init; }

    /// <summary>Time in which the dense model reads a draft and one token more, in milliseconds.</summary>
    public required double CheckMilliseconds { get; init; }
}
