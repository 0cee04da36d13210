using FinerCut.Decoders;

namespace FinerCut.Search;

/// <summary>Leaves a candidate only when it cannot win: distances of samples are never negative, so those that were run add up to a lower
/// bound, and the first candidate whose bound is complete and lowest has won.</summary>
/// <param name="candidates">In the order of the stream.</param>
/// <param name="now">Distances by sample of the model as pruned so far: those with large ones come first, since they tell most.</param>
/// <param name="scoreAll">Leave nothing out.</param>
internal sealed class PartialSums(IReadOnlyList<SublayerName> candidates, IReadOnlyList<double> now, bool scoreAll) : ScoreBoard(candidates, now.Count)
{
    private readonly int[] _order = [.. Enumerable.Range(0, now.Count).OrderByDescending(sample => now[sample])];
    private readonly double[] _bounds = new double[candidates.Count];
    private readonly int[] _next = new int[candidates.Count];

    /// <inheritdoc/>
    public override void Add(Probe probe, double distance)
    {
        base.Add(probe, distance);
        _bounds[probe.Candidate] += DistancesOf(probe.Candidate)[probe.Sample];
        _next[probe.Candidate]++;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Probe> Open()
    {
        int[] ordered = [.. Indices.OrderBy(index => Rank(index, _bounds[index] / Samples))];
        int[] open = scoreAll ? ordered : [.. ordered.TakeWhile(index => !IsComplete(index))];
        return open.SelectMany(index => _order.Skip(_next[index]).Select(sample => new Probe(index, sample)));
    }
}
