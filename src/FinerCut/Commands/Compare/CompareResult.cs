namespace FinerCut.Commands.Compare;

/// <summary>What <c>compare</c> found.</summary>
public sealed record CompareResult
{
    /// <summary>Names of all sublayers of the model that the plans are for, in the order of the stream.</summary>
    public required IReadOnlyList<string> Sublayers { get; init; }

    /// <summary>The plans in the order given.</summary>
    public required IReadOnlyList<ComparedPlan> Plans { get; init; }

    /// <summary>Every two of them, in the order of the first, then of the second.</summary>
    public required IReadOnlyList<PlanPair> Pairs { get; init; }

    /// <summary>The sublayers that all plans remove, in the order of the stream.</summary>
    public required IReadOnlyList<string> RemovedByAll { get; init; }

    /// <summary>Whether all plans were made for files of the same content.</summary>
    public required bool IsSameSource { get; init; }

    /// <summary>Whether all distances are by one metric, so that they can be compared.</summary>
    public required bool IsSameMetric { get; init; }

    /// <summary>Whether all plans that tell perplexities measured them by one protocol on the same tokens, so that they
    /// can be compared.</summary>
    public required bool IsSameEvaluation { get; init; }
}
