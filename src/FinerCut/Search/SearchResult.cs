using FinerCut.Plans;

namespace FinerCut.Search;

/// <summary>What a search found.</summary>
/// <param name="Removed">In order of removal.</param>
/// <param name="Steps">All scores of every step.</param>
/// <param name="Work">The work it took, the dense pass included.</param>
internal sealed record SearchResult(
    IReadOnlyList<PlannedRemoval> Removed, IReadOnlyList<PlannedStep> Steps, PlanWork Work)
{
    /// <summary>What would have gone next, had it not led too far; null where the search ended for another
    /// reason.</summary>
    public PlannedRemoval? Refused { get; init; }
}
