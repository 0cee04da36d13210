using FinerCut.Decoders;

namespace FinerCut.Search;

/// <summary>Best first: the candidate with the lowest bound gets its next sample, until one is complete and lower than all bounds.</summary>
internal sealed class LazyScores : ScoreBoard
{
    private const int FirstSamples = 2;

    // A removal can make a sample better, so candidates within this share of the winner are run to their end too.
    private const double NearTie = 1.003;

    private readonly IncrementHistory _history;
    private readonly Queue<Probe> _first = [];
    private readonly double[] _bounds;

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="history">What earlier steps saw.</param>
    public LazyScores(IReadOnlyList<SublayerName> candidates, IncrementHistory history)
        : base(candidates, history.Now.Length)
    {
        _history = history;
        _bounds = [.. Indices.Select(BoundOf)];
        if (history.IsFirstStep)
        {
            _first = new(Indices.SelectMany(index => Enumerable.Range(0, Math.Min(FirstSamples, Samples)).Select(sample => new Probe(index, sample))));
        }
    }

    /// <inheritdoc/>
    public override void Add(Probe probe, double distance)
    {
        _first.TryDequeue(out _);
        base.Add(probe, distance);
        double increment = _history.Sum(DistancesOf(probe.Candidate)[probe.Sample]) - _history.Now[probe.Sample];
        bool allChanged = _history.Learn(Candidates[probe.Candidate], probe.Sample, increment);
        foreach (int index in allChanged ? Indices : [probe.Candidate])
        {
            _bounds[index] = BoundOf(index);
        }
    }

    /// <inheritdoc/>
    public override double Estimate(int candidate, int sample)
    {
        double last = IsRun(candidate, sample) ? double.NaN : _history.IncrementOf(Candidates[candidate], sample);
        return double.IsNaN(last) ? base.Estimate(candidate, sample) : _history.Distance(_history.Now[sample] + last);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Probe> Open()
    {
        if (_first.Count > 0)
        {
            return _first;
        }

        double lowest = Indices.Where(IsComplete).Select(index => RankOf(index, 1)).DefaultIfEmpty(double.PositiveInfinity).Min();
        return Indices
            .Where(index => !IsComplete(index) && (RankOf(index, NearTie) <= lowest || !double.IsFinite(lowest)))
            .OrderBy(index => RankOf(index, 1))
            .SelectMany(SamplesOf);
    }

    /// <summary>What the bound of a candidate, divided by something, is worth.</summary>
    private double RankOf(int index, double divisor) => Rank(index, _bounds[index] / Samples / divisor);

    /// <summary>The samples that were not run; first the one that is expected to raise the bound most.</summary>
    private IEnumerable<Probe> SamplesOf(int candidate) => Enumerable.Range(0, Samples)
        .Where(sample => !IsRun(candidate, sample))
        .OrderByDescending(sample => _history.Now[sample] + _history.BoundOf(Candidates[candidate], sample))
        .Select(sample => new Probe(candidate, sample));

    private double BoundOf(int candidate)
    {
        double sum = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double known = DistancesOf(candidate)[sample];
            sum += double.IsNaN(known) ? _history.Distance(_history.Now[sample] + _history.BoundOf(Candidates[candidate], sample)) : known;
        }

        return sum;
    }
}
