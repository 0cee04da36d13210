using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Verification;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut prune --json</c> prints; the keys are the members in snake_case, in this order.</summary>
internal sealed record PruneAnswer
{
    /// <summary>The folder written; null for a dry run.</summary>
    public required string? Output { get; init; }

    /// <summary>What lies beside the model and was not copied; folders end with a <c>/</c>.</summary>
    public required IReadOnlyList<string> LeftBehind { get; init; }

    /// <summary>The plan as written into the folder.</summary>
    public required PruningPlan Plan { get; init; }

    /// <summary>The model as given.</summary>
    public required ModelTotals Dense { get; init; }

    /// <summary>The pruned model.</summary>
    public required ModelTotals Pruned { get; init; }

    /// <summary>Tokens that the attention of a token reads for whose multiply-adds the two count.</summary>
    public required int SampleTokens { get; init; }

    /// <summary>Perplexity of the dense model on the first text of the plan's <c>perplexities</c>; null where not
    /// measured or not finite.</summary>
    public required double? DensePerplexity { get; init; }

    /// <summary>The same of the pruned model.</summary>
    public required double? PrunedPerplexity { get; init; }

    /// <summary>The comparison of the written folder; null for a dry run.</summary>
    public required VerificationResult? Verification { get; init; }

    /// <summary>Time of the run in seconds.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library did.</param>
    /// <returns>The same for machines.</returns>
    public static PruneAnswer From(PruneResult result) => new()
    {
        Output = result.Output,
        LeftBehind = result.LeftBehind,
        Plan = result.Plan,
        Dense = result.Dense,
        Pruned = result.Pruned,
        SampleTokens = result.SampleLength,
        DensePerplexity = result.DensePerplexity,
        PrunedPerplexity = result.PrunedPerplexity,
        Verification = result.Verification,
        ElapsedSeconds = result.Elapsed.TotalSeconds,
        PeakMemoryBytes = result.PeakMemoryBytes,
    };
}
