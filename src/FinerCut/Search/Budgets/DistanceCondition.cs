using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>As many removals as a distance leaves room for: the first one that would lead farther ends the
/// search.</summary>
/// <param name="largest">The largest distance, in the unit of the metric.</param>
/// <param name="sublayers">Number of sublayers in the model, of which one stays.</param>
internal sealed class DistanceCondition(double largest, int sublayers) : StopCondition
{
    // Before anything is known: a quarter of the sublayers, as in most runs.
    private const int FirstGuess = 4;

    /// <inheritdoc/>
    public override bool IsReached(IReadOnlySet<SublayerName> removed) => removed.Count >= sublayers - 1;

    /// <inheritdoc/>
    public override bool Allows(double distance) => distance <= largest;

    /// <summary>Distances grow faster than the number of removals, about with its square.</summary>
    /// <inheritdoc/>
    public override int ExpectSteps(
        IReadOnlyList<SublayerName> open, IReadOnlySet<SublayerName> removed, double distance)
    {
        double all = distance > 0 ? removed.Count * Math.Sqrt(largest / distance) : (double)sublayers / FirstGuess;
        return (int)Math.Clamp(Math.Ceiling(all - removed.Count), 1, open.Count);
    }
}
