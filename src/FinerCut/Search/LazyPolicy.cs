using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Search;

/// <summary>Best first: once the likely winner is complete, the candidate with the lowest bound is run further, until
/// all bounds are above the lowest complete distance.</summary>
internal sealed class LazyPolicy : ScoreBoard
{
    private readonly Queue<Probe> _first = [];
    private readonly double[] _bounds;

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="history">What earlier steps saw.</param>
    /// <param name="blocks">How far samples may be run.</param>
    public LazyPolicy(IReadOnlyList<SublayerName> candidates, IncrementHistory history, SampleBlocks blocks)
        : base(candidates, history, blocks)
    {
        _bounds = [.. Indices.Select(index => BoundOf(index))];
        if (history.IsFirstStep)
        {
            int samples = Math.Min(SearchTuning.LazyFirstSamples, Samples);
            _first = new(Indices.SelectMany(index => Enumerable.Range(0, samples)
                .Select(sample => new Probe(index, sample, blocks.Holding(sample, SearchTuning.LazyFirstShare)))));
        }
    }

    /// <inheritdoc/>
    public override double Estimate(int candidate, int sample)
    {
        double last = IsRun(candidate, sample) ? double.NaN : History.IncrementOf(Candidates[candidate], sample);
        return double.IsNaN(last)
            ? base.Estimate(candidate, sample)
            : History.Current.Distance(History.Current.Sums[sample] + last);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Probe> Open()
    {
        if (_first.Count > 0)
        {
            return _first;
        }

        if (!Indices.Any(IsComplete))
        {
            return RestOf(Favourite);
        }

        double lowest = Indices.Where(IsComplete).Min(index => RankOf(index, 1));
        return Indices
            .Where(index => !IsComplete(index) && RankOf(index, SearchTuning.NearTie) <= lowest)
            .OrderBy(index => RankOf(index, 1))
            .Select(index => Cheapest(
                index,
                (Samples * SearchTuning.NearTie * Ranking.DistanceAt(index, lowest)) - _bounds[index],
                sample => Expect(index, sample) - BoundOf(index, sample)));
    }

    /// <summary>By what is sure of a sample: chosen by what is expected, more steps went wrong on recorded
    /// searches.</summary>
    protected override double Promise(int candidate, int sample) =>
        History.Current.Sums[sample] + History.BoundOf(Candidates[candidate], sample);

    /// <inheritdoc/>
    protected override void Learn(Probe probe, double increment)
    {
        _first.TryDequeue(out _);
        bool allChanged = History.Learn(Candidates[probe.Candidate], probe.Sample, increment);
        foreach (int index in allChanged ? Indices : [probe.Candidate])
        {
            _bounds[index] = BoundOf(index);
        }
    }

    /// <summary>What the bound of a candidate, divided by something, is worth.</summary>
    private double RankOf(int index, double divisor) => Rank(index, _bounds[index] / Samples / divisor);

    private double BoundOf(int candidate) => Enumerable.Range(0, Samples).Sum(sample => BoundOf(candidate, sample));

    private double BoundOf(int candidate, int sample) =>
        History.Current.With(sample, StartOf(candidate, sample), History.BoundOf(Candidates[candidate], sample));
}
