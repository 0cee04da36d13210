using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>A number of removals.</summary>
/// <param name="count">At least 1, at most the number of candidates.</param>
internal sealed class CountCondition(int count) : StopCondition
{
    /// <inheritdoc/>
    public override int? Count => count;

    /// <inheritdoc/>
    public override bool IsReached(IReadOnlySet<SublayerName> removed) => removed.Count >= count;

    /// <inheritdoc/>
    public override int ExpectSteps(
        IReadOnlyList<SublayerName> open, IReadOnlySet<SublayerName> removed, double distance) => count - removed.Count;
}
