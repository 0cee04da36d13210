using FinerCut.Plans;
using FinerCut.Search.Policies;

namespace FinerCut.Search.Resume;

/// <summary>All that a search has to know to go on after a step and find the same as if it had never stopped. Dense
/// logits and streams are not in it: they are computed again.</summary>
internal sealed record SearchState
{
    /// <summary>What went, in order of removal.</summary>
    public required IReadOnlyList<PlannedRemoval> Removed { get; init; }

    /// <summary>All scores of every finished step.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>What the steps learned about candidates and samples.</summary>
    public required HistoryState History { get; init; }

    /// <summary>Work done so far, the dense pass included, to which the rest of the search adds its own.</summary>
    public required double MultiplyAdds { get; init; }

    /// <summary>Work of each step as a share of all candidates on all samples, for the forecast.</summary>
    public required IReadOnlyList<double> StepShares { get; init; }

    /// <summary>How many probes are chosen at once: several where memory is short, and then other bounds are found. A
    /// search keeps to it, whatever memory there is when it goes on.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The latencies that candidates compare by; null where they were not measured.</summary>
    public PlanLatencies? Latencies { get; init; }
}
