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

    /// <summary>Tokens of the sample that multiply-adds count for: those of attention grow with it.</summary>
    public required int SampleLength { get; init; }

    /// <summary>Perplexity of the dense model on the first text of <see cref="PruningPlan.Perplexities"/>; null where
    /// nothing was measured, and where it is no finite number.</summary>
    public double? DensePerplexity => Plan.Perplexities is [var first, ..] ? first.Dense : null;

    /// <summary>The same of the pruned model.</summary>
    public double? PrunedPerplexity => Plan.Perplexities is [var first, ..] ? first.Pruned : null;

    /// <summary>The comparison of the written folder; null for a dry run.</summary>
    public required VerificationResult? Verification { get; init; }

    /// <summary>Time that everything took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}
