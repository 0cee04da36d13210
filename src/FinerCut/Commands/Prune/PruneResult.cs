using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Verification;

namespace FinerCut.Commands.Prune;

/// <summary>What <c>prune</c> did.</summary>
public sealed record PruneResult
{
    /// <summary>The plan.</summary>
    public required PruningPlan Plan { get; init; }

    /// <summary>The folder written; null for a dry run.</summary>
    public required string? Output { get; init; }

    /// <summary>What lies beside the model and was not copied: names relative to its folder, those of folders with a
    /// <c>/</c> at their end; empty for a dry run.</summary>
    public required IReadOnlyList<string> LeftBehind { get; init; }

    /// <summary>The model as given.</summary>
    public required ModelTotals Dense { get; init; }

    /// <summary>The pruned model; bytes are an estimate for a dry run.</summary>
    public required ModelTotals Pruned { get; init; }

    /// <summary>Perplexity of the dense model on the built-in held-out text; null where no text could be
    /// tokenised.</summary>
    public required double? DensePerplexity { get; init; }

    /// <summary>The same of the pruned model.</summary>
    public required double? PrunedPerplexity { get; init; }

    /// <summary>The comparison of the written folder; null for a dry run.</summary>
    public required VerificationResult? Verification { get; init; }

    /// <summary>Time that everything took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}
