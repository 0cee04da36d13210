using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>What a search is to reach: when it ends, what may still go, and by what candidates compare.</summary>
/// <remarks>A goal keeps nothing between steps: all it answers follows from what is gone.</remarks>
internal abstract class StopCondition
{
    /// <summary>The number of removals that it comes to; null where only the end tells.</summary>
    public virtual int? Count => null;

    /// <summary>Whether enough is gone.</summary>
    /// <param name="removed">What is gone.</param>
    public abstract bool IsReached(IReadOnlySet<SublayerName> removed);

    /// <summary>Whether a removal may be made.</summary>
    /// <param name="distance">Where it leads to.</param>
    public virtual bool Allows(double distance) => true;

    /// <summary>Those of the candidates that may go next, in the order of the stream; none ends the search.</summary>
    /// <param name="candidates">All of the search.</param>
    /// <param name="removed">What is gone.</param>
    public virtual IReadOnlyList<SublayerName> Open(
        IReadOnlyList<SublayerName> candidates, IReadOnlySet<SublayerName> removed) =>
        [.. candidates.Where(name => !removed.Contains(name)).Order()];

    /// <summary>By what the candidates of a step compare.</summary>
    /// <param name="open">The candidates.</param>
    /// <param name="removed">What is gone.</param>
    /// <param name="now">The distance by sample of the model as pruned so far.</param>
    public virtual Ranking RankingOf(
        IReadOnlyList<SublayerName> open,
        IReadOnlySet<SublayerName> removed,
        IReadOnlyList<double> now) => Ranking.ByDistance;

    /// <summary>How many removals are to come, for a forecast.</summary>
    /// <param name="open">What may go.</param>
    /// <param name="removed">What is gone.</param>
    /// <param name="distance">Of the model as pruned so far.</param>
    /// <returns>From 1 to the number of those that may go.</returns>
    public abstract int ExpectSteps(
        IReadOnlyList<SublayerName> open, IReadOnlySet<SublayerName> removed, double distance);
}
